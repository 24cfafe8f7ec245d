"""Starts a simulator and has each vendor's SDK read it: started by .ci/sdks, whose head has the whole."""
import concurrent.futures
import os
import subprocess
import sys
import tempfile

import checks
import polytomic_sdk
import supermetrics_proxy
import supermetrics_sdk
import toolkitapi_sdk

# The story of this seed keeps its queries and jobs waiting for 5 s at least, and ends after 32 s.
STORY = ["--seed", "1", "--duration", "40", "--queries", "60", "--rows", str(checks.ROWS)]


def start(program):
    """The simulator, what it prints, and the variables for a client of it."""
    process = subprocess.Popen([program, "simulate", *STORY], stdout=subprocess.PIPE, text=True)
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if line.startswith("export TOOLKIT_BASE_URL"):
            break
    pairs = [line.removeprefix("export ").split("=", 1) for line in lines if line.startswith("export ")]
    return process, [line for line in lines if line.count(":") == 1], dict(pairs)


def main(program):
    # The SDKs would take a proxy for the loopback too.
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"
    simulator, targets, variables = start(program)
    try:
        proxy = supermetrics_proxy.started(variables["TOOLKIT_BASE_URL"].removesuffix("/toolkit"))
        readings = [
            (polytomic_sdk, variables["POLYTOMIC_BASE_URL"], "polytomic:query/"),
            (toolkitapi_sdk, variables["TOOLKIT_BASE_URL"], "toolkit:job/"),
            (supermetrics_sdk, proxy, "supermetrics:"),
        ]
        with tempfile.TemporaryDirectory() as home, concurrent.futures.ThreadPoolExecutor(len(readings)) as threads:
            querytop, running = checks.Program(program, variables, home), {}
            for vendor, address, prefix in readings:
                ids = [target.split("/", 1)[1] for target in targets if target.startswith(prefix)]
                running[threads.submit(vendor.read, address, "demo-key", ids, querytop)] = vendor.__name__
            for done in concurrent.futures.as_completed(running):
                if done.exception() is not None:
                    checks.check(f"{running[done]} comes to its end", False, repr(done.exception()))
    finally:
        simulator.terminate()
        simulator.wait()
    passed, failed = checks.results["passed"], checks.results["failed"]
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
