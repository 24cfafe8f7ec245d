"""What the readings of all vendors share: lines of checks, and querytop beside the SDK."""
import json
import os
import subprocess
import time

# Of every result of the story.
ROWS = 25_000

results = {"passed": 0, "failed": 0}


def check(what, is_right, got=""):
    """Prints a line, and counts it."""
    results["passed" if is_right else "failed"] += 1
    print(f"{'ok    ' if is_right else 'FAILED'} {what}" + ("" if is_right else f": {str(got)[:300]}"), flush=True)


def raised(call):
    """The exception of a call; None where it returns."""
    try:
        call()
    except Exception as error:  # whatever the SDK makes of it is what is looked at
        return error
    return None


def check_error(what, kind, call, **members):
    """A call fails with exactly this type, whose members have these values."""
    error = raised(call)
    found = {name: getattr(error, name, None) for name in members}
    check(f"{what}: {kind.__name__}", type(error) is kind and found == members, f"{type(error).__name__} {found}: {error}")


def follow(ids, read, ends, within=60):
    """The words each target goes through until it is at one of `ends`, and its last answer. `read` gives both of an id."""
    words, answers, until = {id: [] for id in ids}, {}, time.monotonic() + within
    while time.monotonic() < until and any(words[id][-1:] == [] or words[id][-1] not in ends for id in ids):
        for id in ids:
            word, answers[id] = read(id)
            if words[id][-1:] != [word]:
                words[id].append(word)
        time.sleep(0.25)
    return [(id, words[id], answers[id]) for id in ids]


class Program:
    """querytop, as a client of the same simulator."""

    def __init__(self, path, variables, scratch):
        self.path = path
        self.environment = {**os.environ, **variables, "LANG": "C.UTF-8", "HOME": scratch}
        for name in ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "QUERYTOP_CONFIG"]:
            self.environment.pop(name, None)

    def rows(self, target):
        command = [self.path, "export", target, "--format", "json", "--to", "-"]
        done = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode != 0:
            return f"export ended with {done.returncode}: {done.stderr.decode()}"
        return json.loads(done.stdout)

    def state(self, target):
        command = [self.path, "status", target, "--format", "json"]
        done = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE)
        return json.loads(done.stdout)["targets"][0]["state"]


def check_rows(what, rows, program, target):
    """The rows an SDK read are those that querytop writes: as many, in order, cell for cell."""
    written = program.rows(target)
    check(f"{what}: {ROWS} rows", len(rows) == ROWS, len(rows))
    differing = [place for place, pair in enumerate(zip(rows, written)) if pair[0] != pair[1]]
    told = written if isinstance(written, str) else f"{len(rows)} and {len(written)} rows, {len(differing)} differ"
    check(f"{what}: the rows of querytop export", rows == written, told)


def as_objects(names, rows):
    """Rows as arrays, where a cell that is missing at the end makes a row shorter, as objects."""
    return [dict(zip(names, row)) for row in rows]
