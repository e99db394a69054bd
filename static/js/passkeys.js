/* Passkeys: shows what needs them where the browser has them, and says in the page that it did not
   work. The work itself is done by the scripts of django-allauth. Where a passkey is made they come
   before this one; at the sign-in, where most people come without one, only when it is asked for. */
"use strict";

(() => {
  const show = (name) => {
    document.querySelectorAll(`[data-${name}]`).forEach((element) => {
      element.hidden = false;
    });
  };
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    show("passkey-failed");
  });

  const load = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  const button = document.getElementById("passkey_login");
  const begin = async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      for (const address of button.form.dataset.scripts.split(" ")) {
        await load(address);
      }
      window.allauth.webauthn.forms.loginForm({
        ids: { login: "passkey_login", credential: "passkey_credential" },
      });
      button.removeEventListener("click", begin);
      button.disabled = false;
      button.click();
    } catch {
      button.disabled = false;
      show("passkey-failed");
    }
  };
  button?.addEventListener("click", begin);

  if (window.PublicKeyCredential) {
    show("passkey");
  } else {
    show("without-passkey");
  }
})();
