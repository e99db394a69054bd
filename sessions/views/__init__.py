"""The participants' area: what the signed-in person was invited to, and nothing else.

Every query starts from that person, and what is not theirs is the one 404: an address of
somebody else's session must not differ from one that was never given out.
"""
