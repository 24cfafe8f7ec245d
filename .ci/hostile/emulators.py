"""Two terminals that draw what they are given: libvterm in this process, tmux in a server of its own."""
import ctypes
import ctypes.util
import itertools
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import unicodedata

_name = ctypes.util.find_library("vterm")
_vterm = ctypes.CDLL(_name) if _name else None
if _vterm:
    _vterm.vterm_new.restype = _vterm.vterm_obtain_screen.restype = ctypes.c_void_p
    _vterm.vterm_input_write.restype = _vterm.vterm_output_read.restype = ctypes.c_size_t


class _Position(ctypes.Structure):
    _fields_ = [("row", ctypes.c_int), ("column", ctypes.c_int)]


class VTerm:
    """libvterm; a screen is a list of rows, a row a list of the texts of its cells, "" for a wide one's right half."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.terminal = ctypes.c_void_p(_vterm.vterm_new(rows, columns))
        _vterm.vterm_set_utf8(self.terminal, 1)
        self.shown = ctypes.c_void_p(_vterm.vterm_obtain_screen(self.terminal))
        _vterm.vterm_screen_enable_altscreen(self.shown, 1)
        _vterm.vterm_screen_reset(self.shown, 1)

    def feed(self, data):
        _vterm.vterm_input_write(self.terminal, data, ctypes.c_size_t(len(data)))

    def screen(self):
        cell = ctypes.create_string_buffer(256)
        screen = []
        for row in range(self.rows):
            line = []
            for column in range(self.columns):
                _vterm.vterm_screen_get_cell(self.shown, _Position(row, column), cell)
                codes = (ctypes.c_uint32 * 6).from_buffer(cell)
                if codes[0] == 0xFFFFFFFF:
                    line.append("")
                else:
                    # What lies behind the first zero is left of other cells.
                    line.append("".join(itertools.takewhile("\0".__ne__, map(chr, codes))) or " ")
            screen.append(line)
        return screen

    def close(self):
        _vterm.vterm_free(self.terminal)


RELAY = r"""
import os, socket, sys, termios, tty, re
tty.setraw(0)
peer = socket.socket(socket.AF_UNIX); peer.connect(sys.argv[1])
def read(count):
    data = b""
    while len(data) < count:
        part = peer.recv(count - len(data))
        if not part: sys.exit()
        data += part
    return data
while True:
    asked, size = int.from_bytes(read(4), "big"), int.from_bytes(read(4), "big")
    data = read(size)
    while data: data = data[os.write(1, data):]
    reply = b""
    while reply.count(b"R") < asked: reply += os.read(0, 65536)
    peer.sendall(len(reply).to_bytes(4, "big") + reply)
"""


class Tmux:
    """A pane that shows what it is given."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.folder = tempfile.mkdtemp()
        self.server = "strings-%d-%d" % (os.getpid(), id(self))
        relay = os.path.join(self.folder, "relay.py")
        with open(relay, "w") as file:
            file.write(RELAY)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(os.path.join(self.folder, "s"))
        listener.listen(1)
        self.tmux("new-session", "-d", "-x", str(columns), "-y", str(rows), sys.executable, relay, os.path.join(self.folder, "s"))
        self.tmux("set-option", "-g", "status", "off")
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))
        self.peer, _ = listener.accept()

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-L", self.server, "-f", "/dev/null", *arguments], check=True, capture_output=True,
                              env={**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}).stdout.decode()

    def say(self, data, asked):
        self.peer.sendall(asked.to_bytes(4, "big") + len(data).to_bytes(4, "big") + data)
        size = int.from_bytes(self.read(4), "big")
        return [int(column) for column in re.findall(rb"\x1b\[\d+;(\d+)R", self.read(size))]

    def read(self, count):
        data = b""
        while len(data) < count:
            data += self.peer.recv(count - len(data))
        return data

    def feed(self, data):
        # The program's own questions are not answered a second time.
        data = data.replace(b"\x1b[6n", b"")
        for start in range(0, len(data), 16384):
            self.say(data[start:start + 16384] + (b"\x1b[6n" if start + 16384 >= len(data) else b""), int(start + 16384 >= len(data)))

    def lines(self):
        lines = self.tmux("capture-pane", "-p").split("\n")
        return (lines + [""] * self.rows)[:self.rows]

    def close(self):
        subprocess.run(["tmux", "-L", self.server, "kill-server"], capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)


class Ruler(Tmux):
    """A pane of its own in which tmux says how wide it holds a text to be."""

    def __init__(self):
        super().__init__(500, 10)
        self.known = {}

    def widths(self, texts):
        texts = [text for text in dict.fromkeys(texts) if text not in self.known]
        for start in range(0, len(texts), 50):
            part = texts[start:start + 50]
            data = b"".join(b"\x1b[2;1H\x1b[K" + text.encode() + b"\x1b[6n" for text in part)
            for text, column in zip(part, self.say(data, len(part))):
                self.known[text] = column - 1

    def width(self, text):
        self.widths([text])
        return self.known[text]


def names():
    return [name for name, there in (("libvterm", _vterm), ("tmux", shutil.which("tmux"))) if there]


def shifts(cells, columns):
    """Rows of a screen of cells whose last border is not where that of most rows is."""
    found = []
    for number, row in enumerate(cells):
        drawn = [column for column, text in enumerate(row) if text in ("│", "╮", "╯", "┤")]
        if drawn and row[0] in ("│", "╭", "╰") and drawn[-1] != columns - 1:
            found.append((number, "".join(row)))
    return found


def disagreements(cells, lines, ruler):
    """Rows in which a letter that both emulators draw in one column does not stand in the same column in both."""
    found = []
    texts = [line.rstrip() for line in lines]
    # Before a mark ends what is plain: the last letter carries it.
    runs = [[(match.start(), match[0][:-1] if is_mark(text[match.end():match.end() + 1]) else match[0])
             for match in PLAIN.finditer(text)] for text in texts]
    ruler.widths([text[:start] for text, parts in zip(texts, runs) for start, _ in parts if start and not plain(text[:start])])
    for number, (text, parts) in enumerate(zip(texts, runs)):
        theirs = {}
        for start, run in parts:
            column = start if plain(text[:start]) else ruler.width(text[:start])
            theirs.update({column + place: letter for place, letter in enumerate(run) if letter != " "})
        ours = {column: cell for column, cell in enumerate(cells[number]) if cell and cell != " " and PLAIN.fullmatch(cell)}
        # A mark that one of them takes for a letter of its own leaves its base without it.
        strange = sorted(column for column in theirs.keys() ^ ours.keys() | {c for c in theirs if ours.get(c) != theirs[c]})
        if strange:
            found.append((number, f"columns {strange[:6]}\n  tmux  {ascii(text)}\n  vterm {ascii(''.join(cells[number]))}"))
    return found


PLAIN = re.compile("[ -~\u2500-\u259f·…●›✗✓▸▲▾◆\u2801-\u28ff]+")


def is_mark(letter):
    return bool(letter) and unicodedata.category(letter) in ("Mn", "Me")


def plain(text):
    """Whether every scalar is one column everywhere."""
    return not text or PLAIN.fullmatch(text) is not None


def show_that_they_fire():
    problems = []
    row = "│a👨‍👩‍👧‍👦❤️b│".encode()
    if _vterm:
        terminal = VTerm(20, 3)
        terminal.feed("╭".encode() + "─".encode() * 18 + "╮\r\n│ x 漢 ".encode() + b"\x1b[2;18H" + "│ \r\n".encode())
        if not shifts(terminal.screen(), 20):
            problems.append("a border that stands two columns to the left is not seen")
        terminal.close()
    if len(names()) == 2:
        terminal, pane, ruler = VTerm(20, 3), Tmux(20, 3), Ruler()
        terminal.feed(row)
        pane.feed(row)
        if not disagreements(terminal.screen(), pane.lines(), ruler):
            problems.append("a joined emoji looks the same in both emulators")
        for each in (terminal, pane, ruler):
            each.close()
    return problems
