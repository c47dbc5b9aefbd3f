"""Texts beside a link of their own, and by how many letters X finds both too long: for its two counters."""

OVER_ON_X = {
    "I" * 256: 0,  # and a space and the link, which X counts as 23
    "I" * 254 + "1️⃣": 0,
    "I" * 254 + "🤖🤖": 2,
    "I" * 254 + "👩🏽‍💻🇩🇪": 2,
    "I" * 254 + "漢字": 2,
    "I" * 254 + "–ü": 0,
    "I" * 228 + " (https://example.org/a-page-of-its-own).": 0,
    "I" * 232 + " (www.example.org/a-page-of-its-own).": 3,
    "I" * 234 + " https://example.org/a-page-with-a-long-address-of-its-own": 2,
    "I" * 234 + " example.org": 2,  # an address, as X reads it
    "I" * 234 + " (example.org/us).": 5,
    "I" * 200 + " example.org/a-page-with-a-long-address-of-its-own-and-more": 3,  # it may be none
    "I" * 234 + " Node.js": 2,  # it may be one
    "I" * 234 + " z.B. e.V. U.S. 24.12.2030": 4,
    "I" * 234 + " max.muster@example.org": 1,
}
