"""Writes saslprep.txt: the tables of RFC 3454 that SASLprep (RFC 4013) uses, and normalisation form KC of Unicode 3.2, by Python's own tables.

python3 saslprep.py > saslprep.txt
"""

import stringprep as s
from unicodedata import ucd_3_2_0 as unicode32

POINTS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]


def ranges(name, contains):
    print(f"[{name}]")
    start = None
    for c in range(0x110001):
        inside = c < 0x110000 and contains(chr(c))
        if inside and start is None:
            start = c
        elif not inside and start is not None:
            print(f"{start:X}-{c - 1:X}")
            start = None


prohibited = [s.in_table_c12, s.in_table_c21_c22, s.in_table_c3, s.in_table_c4, s.in_table_c5, s.in_table_c6, s.in_table_c7, s.in_table_c8, s.in_table_c9]
ranges("unassigned", s.in_table_a1)
ranges("nothing", s.in_table_b1)
ranges("space", s.in_table_c12)
ranges("prohibited", lambda c: any(table(c) for table in prohibited))
ranges("rightToLeft", s.in_table_d1)
ranges("leftToRight", s.in_table_d2)

print("[class]")
for c in POINTS:
    if unicode32.combining(chr(c)):
        print(f"{c:X} {unicode32.combining(chr(c)):X}")

# Hangul is computed (Unicode standard, section 3.12), so it is left out.
print("[decompose]")
for c in POINTS:
    whole = unicode32.normalize("NFKD", chr(c))
    if whole != chr(c) and not 0xAC00 <= c <= 0xD7A3:
        print(f"{c:X} {' '.join(f'{ord(p):X}' for p in whole)}")

print("[compose]")
for c in POINTS:
    parts = unicode32.decomposition(chr(c)).split()
    if len(parts) == 2 and not parts[0].startswith("<") and unicode32.normalize("NFC", chr(c)) == chr(c):
        print(f"{' '.join(parts)} {c:X}")
