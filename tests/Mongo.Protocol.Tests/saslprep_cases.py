"""Prints text|prepared for characters of every kind and for random texts, as hexadecimal code points; "refused" where SASLprep refuses."""
import random
import sys
from unicodedata import ucd_3_2_0 as unicode32

from pymongo.saslprep import saslprep


def tell(text):
    try:
        prepared = " ".join(f"{ord(c):X}" for c in saslprep(text))
    except ValueError:
        prepared = "refused"
    except IndexError:
        # pymongo stumbles over a text of which nothing is left.
        prepared = ""
    print(" ".join(f"{ord(c):X}" for c in text) + "|" + prepared)


chance = random.Random(sys.argv[1])
points = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
# The blocks where characters change, and some of the rest: ideographs, syllables, private and unassigned ones.
eventful = [range(0x3400), range(0xA000, 0xA4D0), range(0xF8F0, 0x10500), range(0x1D000, 0x1D800), range(0x2F800, 0x2FA20), range(0xE0000, 0xE0100)]
for c in [*(c for block in eventful for c in block), *chance.sample(points, 20000)]:
    # U+200B is among the spaces and among what is mapped to nothing; pymongo takes the one, we and the Node.js driver the other.
    if c != 0x200B:
        tell(chr(c))
# Letters and marks in disorder: what composes, and what stands in between.
marks = [c for c in points if unicode32.combining(chr(c))]
letters = [c for c in points if unicode32.decomposition(chr(c)) or 0x1100 <= c <= 0x11FF or 0x61 <= c <= 0x7A or 0xAC00 <= c <= 0xAC80]
for _ in range(20000):
    tell("".join(chr(chance.choice(marks if chance.random() < 0.6 else letters)) for _ in range(chance.randint(1, 6))))
