"""A visit to every view, a screen at a time."""
import collections
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

import emulators
import parser


def is_open(data):
    return data.rfind(b"\x1b[?2026h") > data.rfind(b"\x1b[?2026l")


class Visit:
    def __init__(self, chosen, hostile, folder, columns, rows):
        self.chosen, self.hostile, self.folder = chosen, hostile, folder
        self.columns, self.rows = columns, rows
        self.screens, self.found, self.seen = 0, [], set()
        self.vterm = emulators.VTerm(columns, rows) if "libvterm" in emulators.names() else None
        self.tmux = emulators.Tmux(columns, rows) if "tmux" in emulators.names() else None
        self.ruler = emulators.Ruler() if self.tmux else None
        self.answered = 0

    def start(self, *targets):
        child, self.terminal = pty.fork()
        if child == 0:
            environment = {
                "TERM": "tmux-256color" if self.chosen.answers else "xterm-256color", "LANG": "C.UTF-8", "PATH": os.environ["PATH"], "HOME": self.folder,
                "SUPERMETRICS_BASE_URL": self.hostile.base, "SUPERMETRICS_API_KEY": "key", "QUERYTOP_STATE": "off"}
            os.execve(self.chosen.querytop, [self.chosen.querytop, "watch", *targets], environment)
        self.child = child
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        os.kill(child, signal.SIGWINCH)
        self.settle("start", patience=2)

    def settle(self, what, patience=0.12, draws=True):
        """Reads until nothing has come for a moment, and looks."""
        data = b""
        # A frame that has begun is waited for: half of it is no screen.
        while select.select([self.terminal], [], [], 5 if is_open(data) else patience)[0]:
            try:
                part = os.read(self.terminal, 65536)
            except OSError:
                break
            data += part
            if self.chosen.answers and b"\x1b[6n" in part and self.ruler:
                self.answer(part)
        if data:
            self.look(what, data, draws)

    def answer(self, part):
        """Answers where the cursor is after each sample, as tmux holds it to be."""
        for row, column, sample in re.findall(rb"\x1b\[(\d+);(\d+)H([^\x1b]*)\x1b\[6n", part):
            width = self.ruler.width(sample.decode())
            os.write(self.terminal, b"\x1b[%d;%dR" % (int(row), int(column) + width))
            self.answered += 1

    def look(self, what, data, draws):
        self.screens += 1
        # The samples querytop asks the terminal about are its own, not data.
        written = re.sub(rb"\x1b7\x1b\[m(?:\x1b\[\d+;1H[^\x1b]*\x1b\[6n\x1b\[2K)+\x1b8", b"", data)
        for problem in parser.findings(written, joins=self.answered > 0):
            self.note("bytes", what, problem)
        if not self.vterm or not draws:
            return
        self.vterm.feed(data)
        if self.answered == 0:
            cells = self.vterm.screen()
            for number, row in emulators.shifts(cells, self.columns):
                self.note("shift", what, f"row {number}: {ascii(row)}")
        if self.tmux:
            self.tmux.feed(data)
            if self.answered == 0:
                for number, problem in emulators.disagreements(cells, self.tmux.lines(), self.ruler):
                    self.note("differ", what, f"row {number}: {problem}")
            else:
                self.check_tmux(what)

    def check_tmux(self, what):
        """Where the program was told tmux's widths, tmux alone is asked whether the right border stands."""
        lines = [line.rstrip() for line in self.tmux.lines()]
        whole = [line for line in lines if line[:1] in ("│", "╭", "╰")]
        self.ruler.widths([line for line in whole if not emulators.plain(line)])
        for line in whole:
            width = len(line) if emulators.plain(line) else self.ruler.width(line)
            if line[-1] not in "│╮╯" or width != self.columns:
                self.note("shift", what, f"{width} columns: {ascii(line)}")

    def note(self, kind, what, problem):
        if (kind, problem) in self.seen:
            return
        self.seen.add((kind, problem))
        self.found.append(f"{kind} in {what} at {self.columns}x{self.rows}: {problem}")

    def press(self, keys, what, times=1):
        for _ in range(times):
            os.write(self.terminal, keys.encode())
            before = self.screens
            self.settle(what)
            if self.screens == before and times > 3:
                return

    def back(self, what):
        """Escape, which is a key of its own when nothing follows it for a while."""
        os.write(self.terminal, b"\x1b")
        self.settle(what, patience=0.4)
        if os.waitpid(self.child, os.WNOHANG) != (0, 0):
            raise SystemExit(f"querytop has ended on the way to {what}")

    def quit(self):
        os.write(self.terminal, b"\x1b")
        self.settle("the way out")
        for _ in range(8):
            try:
                os.write(self.terminal, b"q")
            except OSError:
                break
            time.sleep(0.05)
        # What is printed on the main screen passes the parser too.
        try:
            self.settle("the main screen", patience=0.5, draws=False)
        finally:
            os.close(self.terminal)
            try:
                os.kill(self.child, signal.SIGKILL)
            except ProcessLookupError:
                pass
            os.waitpid(self.child, 0)

    def walk(self):
        down = "\x1b[6~"
        pages, steps = (2000, 1400) if self.chosen.all else (400, 60)
        self.start("supermetrics:batch/qrb_strings")
        self.press(down, "queries", pages)
        self.press("\x1b[H", "queries")
        self.press("z", "queries, zoomed")
        self.press(down, "queries, zoomed", pages)
        self.press("g", "queries, zoomed")
        self.press("\r", "a query")
        self.press("J", "queries, one by one", steps)
        self.press("v", "an answer")
        self.press(down, "an answer", 30)
        self.back("a query")
        self.back("the batch")
        self.press("z", "the batch")
        self.press("c", "causes")
        self.press("z", "causes, zoomed")
        self.press(down, "causes, zoomed", pages)
        self.press("g", "causes, zoomed")
        self.press("j", "causes, one by one", steps)
        self.back("the batch")
        self.press("m", "matrix")
        self.press(down, "matrix", pages)
        self.press("l", "matrix", 12)
        self.back("the batch")
        self.press("i", "requests")
        self.back("the batch")
        self.press("f", "failed only")
        self.press("/", "filter")
        self.press("e", "filter")
        self.press("\r", "filtered")
        self.quit()
        self.start("supermetrics:query/q_rows")
        self.press("o", "rows")
        time.sleep(0.5)
        self.settle("rows")
        self.press(down, "rows", pages)
        self.press("l", "rows", 7)
        self.press("g", "rows")
        self.press("\r", "a record")
        self.press("J", "records", steps)
        self.back("rows")
        self.press("F", "frequencies")
        self.press(down, "frequencies", 60)
        self.quit()
        self.start("supermetrics:batch/qrb_strings", "supermetrics:query/q_rows", "supermetrics:query/q_word",
                   "supermetrics:query/q_refused")
        self.press("j", "targets", 4)
        self.press("i", "requests")
        self.press("j", "requests", 6)
        self.quit()
        for each in (self.vterm, self.tmux, self.ruler):
            if each:
                each.close()
        return self.found


def by_kind(findings):
    return collections.Counter(finding.split(" at ")[0] for finding in findings).most_common()
