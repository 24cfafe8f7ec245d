"""A strict parser: text, and the sequences a drawing program uses; everything else is a finding."""
import re
import unicodedata

SEQUENCES = re.compile(
    r"\x1b(?:\[[?>=]?[0-9;:]*[ !\"$']?[@-~]|[78=>MDEHc]|\([0AB]|\][012];[ -~]*(?:\x07|\x1b\\)|\][1-9][0-9]*;[ -~]*(?:\x07|\x1b\\))")
FINALS = set("ABCDEGHJKLMPSTXZ@bcdfghlmnrtu")
"""Of CSI: what moves, erases, scrolls, styles, sets modes and asks where the cursor is."""
CONTROLS = set("\r\n\b\t\x0e\x0f\x07")
"""Those querytop writes itself. SO and SI switch to line drawing, BEL rings once."""
CUT = re.compile(r"(?:\x1b[^\x18\x1b]{0,40})?\x18(?=\x1b\[\?2026l)")
"""A sequence that the end has cut, and the CAN that has the terminal forget it, before what gives the terminal back."""
JOINS = {0x200D, 0xFE0F}


def is_hostile(scalar, joins):
    code = ord(scalar)
    if code in JOINS or 0xE0020 <= code <= 0xE007F:
        return not joins
    return (unicodedata.category(scalar) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
            or code in (0x34F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x2065)
            or 0xFE00 <= code <= 0xFE0F or 0xE0000 <= code <= 0xE0FFF or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF)


def findings(data, joins=False):
    """What is wrong with the bytes written to a terminal; `joins` says that it was measured to join emoji."""
    found = []
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return [f"not UTF-8 at byte {error.start}: {data[error.start - 8:error.start + 8]!r}"]
    place = 0
    while place < len(text):
        scalar = text[place]
        if cut := CUT.match(text, place):
            place = cut.end()
            continue
        if scalar == "\x1b":
            match = SEQUENCES.match(text, place)
            if not match or match[0][1] == "[" and match[0][-1] not in FINALS:
                found.append(f"sequence {text[place:place + 24]!r}")
                place += 1
            else:
                place = match.end()
            continue
        if scalar not in CONTROLS and is_hostile(scalar, joins):
            found.append(f"U+{ord(scalar):04X} in {text[max(0, place - 12):place + 12]!r}")
        place += 1
    return found


def show_that_it_fires():
    """Problems of the parser itself: bytes it should have told of and did not, or told of and should not have."""
    hostile = ["\x1b]52;c;\u20ac\x07", "\x1b[2J\x1bPq\x1b\\", "\x9b2J", "\x00", "\x7f", "a\u202eb", "\u200b", "\ufeff", "\xad",
               "\u2028", "\U000e0041", "\ue000", "\x1b_x\x1b\\", "\x85", "\x18", "a\x18\x1b[m"]
    calm = ["\x1b[?1049h\x1b[1;24r\x1b[m\x1b[38;5;12mtext│漢\x1b[K\r\n", "\x1b7 \x1b8\x1b[1C", "\x1b(B\x1b[?2026h", "\x1b[38;5\x18\x1b[?2026l"]
    return ([f"{ascii(text)} passes" for text in hostile if not findings(text.encode())]
            + [f"{text!r} does not pass" for text in calm if findings(text.encode())])
