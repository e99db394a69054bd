"""Which entries of a PDF's dictionaries draw a page or help to read it: ISO 32000-1.

Every other entry goes, whatever program put it there: only what is known to be needed stays.
"""

TOP = "Type Pages Lang MarkInfo StructTreeRoot Outlines PageLabels Names Dests"
"""Of the document: no scripts, forms, attachments, layers, signatures or metadata."""

PAGES = (
    "Type Kids Parent Count Resources MediaBox CropBox BleedBox TrimBox ArtBox Rotate"
    " UserUnit Contents Group Annots Tabs StructParents StructParent Marked"
)

RESOURCES = "ColorSpace ExtGState Font Pattern ProcSet Properties Shading XObject"

STREAMS = (
    "Length Filter DecodeParms Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine"
    " EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError JBIG2Globals ColorTransform"
)

DRAWN = (
    "Subtype FormType BBox Matrix S CS I Width Height Intent ImageMask Mask Decode"
    " Interpolate SMask SMaskInData Matte G BC TR"
    # graphics states
    " LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR2 FL SM SA BM CA ca AIS TK"
    # patterns, shadings, functions
    " PatternType PaintType TilingType XStep YStep ShadingType Background AntiAlias Function"
    " Coords Domain Extend VerticesPerRow BitsPerCoordinate BitsPerFlag FunctionType Range Size"
    " BitsPerSample Order Encode C0 C1 N Functions Bounds"
    # colours
    " Alternate WhitePoint BlackPoint Gamma Colorants Process MixingHints Components Solidities"
)

FONTS = (
    "BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode Name DescendantFonts"
    " CIDSystemInfo DW W DW2 W2 CIDToGIDMap FontBBox FontMatrix CharProcs FontName FontFamily"
    " FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV"
    " StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CharSet Style FD CIDSet"
    " Length1 Length2 Length3 BaseEncoding Differences CMapName WMode UseCMap Registry Ordering"
    " Supplement"
)

WAYS = (
    # links and bookmarks
    "Rect Border C H A Dest QuadPoints P F BS URI First Last Next Prev Title"
    # names and labels of pages
    " Limits Nums St"
)

READING = (
    "ParentTree ParentTreeNextKey RoleMap Pg Alt E ActualText MCID Stm Obj O Placement"
    " WritingMode BackgroundColor BorderColor BorderStyle BorderThickness Padding Color SpaceBefore"
    " SpaceAfter StartIndent EndIndent TextIndent TextAlign BlockAlign InlineAlign TBorderStyle"
    " TPadding BaselineShift LineHeight ListNumbering RowSpan ColSpan Headers Scope Summary"
    # links say where they lead to who cannot see them
    " Contents"
)

KEPT = frozenset(
    f"/{name}"
    for names in (TOP, PAGES, RESOURCES, STREAMS, DRAWN, FONTS, WAYS, READING)
    for name in names.split()
)

OF_THE_DOCUMENT = frozenset(f"/{name}" for name in TOP.split())

NAMED_FREELY = frozenset({"/CharProcs", "/Colorants", "/RoleMap"})
"""Dictionaries whose entries are names of the author's: glyphs, inks, kinds of paragraph."""

RESOURCE_KINDS = frozenset(f"/{name}" for name in RESOURCES.split())

MARKED_CONTENT = frozenset({"/MCID", "/ActualText", "/Alt", "/E", "/Lang", "/Type", "/Subtype"})
"""What may be said about a stretch of a page inside the page itself."""
