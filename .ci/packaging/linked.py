"""What is linked into querytop, as the last build linked it: read by third-party and sbom.

Swift packages are those with an object in the linker's list, so that what only tests, tools or other
platforms need (swift-crypto, swift-certificates, swift-nio-transport-services, …) is left out without a
list of exceptions. QUERYTOP_SCRATCH names the build's folder; without it, .build.
"""

import glob
import json
import os
import pathlib
import re
import subprocess
import sys

SCRATCH = pathlib.Path(os.environ.get("QUERYTOP_SCRATCH") or ".build")
CHECKOUTS = SCRATCH / "checkouts"


def fail(sentence):
    sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {sentence}")


def output(*command):
    """What a command prints; its failure is ours."""
    try:
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        fail(f"{command[0]}: {error}")


class Library:
    """Something linked into the program.

    name, version, licence (an SPDX expression) and purl are texts; documents holds the files with its
    licence and notices; sources, where they are at hand, the files that were compiled or included;
    dependencies the names of the linked packages it asks for.
    """

    def __init__(self, name, version, licence, purl, documents, sources=(), dependencies=(), home=""):
        self.name, self.version, self.licence, self.purl = name, version, licence, purl
        self.documents, self.sources, self.home = list(documents), list(sources), home
        self.dependencies = list(dependencies)


def build_folder():
    """The folder of the last build's objects: a release's, if there is one."""
    for configuration in ("release", "debug"):
        if (SCRATCH / configuration / "querytop.product/Objects.LinkFileList").exists():
            return SCRATCH / configuration
    fail(f"{SCRATCH} holds no linked querytop: run swift build --product querytop first")


def compiled_files():
    """By the name of its checkout, every file that went into the program's objects."""
    build = build_folder()
    listing = (build / "querytop.product/Objects.LinkFileList").read_text()
    files = {}
    for target in sorted(set(re.findall(r"/([^/\s]+)\.build/", listing))):
        folder = build / f"{target}.build"
        # Swift targets list their sources, a line each; what the C compilers read stands beside each object.
        if (folder / "sources").exists():
            paths = [line.strip("'") for line in (folder / "sources").read_text().splitlines()]
        else:
            read = " ".join(rule.read_text() for rule in sorted(folder.rglob("*.d")))
            paths = [path.replace("\\ ", " ") for path in re.findall(r"(?:\\ |\S)+", read)]
        for path in paths:
            _, isDependency, file = path.partition("/checkouts/")
            if isDependency:
                files.setdefault(file.split("/")[0], set()).add(CHECKOUTS / file)
    return files


def spdx(path):
    """The SPDX expression of a licence's text."""
    text = path.read_text()
    if "Apache License" in text and "Version 2.0" in text:
        return "Apache-2.0 WITH Swift-exception" if "Runtime Library Exception" in text else "Apache-2.0"
    if "Permission is hereby granted, free of charge" in text:
        return "MIT"
    fail(f"{path}: a licence unknown here: add it to linked.py")


def documents(folder, sources):
    """The licences and notices of a checkout, and of the folders inside it that were compiled from."""
    folders = {folder} | {parent for file in sources for parent in file.parents if folder in parent.parents}
    names = re.compile(r"(licen[cs]e|notice|copying)([.-].*)?", re.IGNORECASE)
    return sorted(f for d in folders for f in d.iterdir() if f.is_file() and names.fullmatch(f.name))


def swift_packages():
    """The linked Swift packages by name, and the names of those that querytop asks for itself."""
    root = json.loads(
        output("swift", "package", "--scratch-path", str(SCRATCH), "--disable-automatic-resolution",
               "show-dependencies", "--format", "json"))
    files = compiled_files()
    packages, seen = {}, set()

    def visit(node):
        for child in node["dependencies"]:
            visit(child)
        checkout = pathlib.Path(node["path"]).name
        if checkout not in files or checkout in seen:
            return
        seen.add(checkout)
        folder, url = CHECKOUTS / checkout, re.sub(r"\.git$", "", node["url"])
        papers = documents(folder, files[checkout])
        licence = next((f for f in papers if f.parent == folder and f.name.upper().startswith("LIC")), None)
        if licence is None:
            fail(f"{folder} has no licence, but is linked into querytop")
        packages[node["identity"]] = Library(
            node["name"], node["version"], spdx(licence),
            f"pkg:swift/{re.sub('^https://', '', url)}@{node['version']}", papers, sorted(files[checkout]),
            [d["identity"] for d in node["dependencies"]], url)

    visit(root)
    if seen != set(files):
        fail(f"linked, but no dependency of querytop: {', '.join(sorted(set(files) - seen))}")
    for package in packages.values():
        package.dependencies = sorted(d for d in package.dependencies if d in packages)
    direct = sorted(d["identity"] for d in root["dependencies"] if d["identity"] in packages)
    return dict(sorted(packages.items())), direct


def swift_runtime():
    """Swift's standard library, Foundation's essentials, dispatch: what every Swift program holds."""
    target = json.loads(output("swift", "-print-target-info"))
    usr = pathlib.Path(target["paths"]["runtimeResourcePath"]).parent.parent
    tag = re.search(r"swift-([0-9.]+)-RELEASE", target["compilerVersion"])
    if tag is None:
        fail(f"not a release of Swift: {target['compilerVersion']}")
    licence = usr / "share/swift/LICENSE.txt"
    headers = [f for d in ("Block", "dispatch", "os", "_FoundationCShims", "shims")
               for f in sorted((usr / "lib/swift_static" / d).glob("*.h"))]
    return Library("swift", tag[1], spdx(licence), f"pkg:github/swiftlang/swift@{tag[0]}", [licence], headers,
                   home="https://github.com/swiftlang/swift")


def c_libraries():
    """The C libraries a release holds, by the Debian package each comes from.

    glibc is in the fully static program alone. swift-nio-extras has a zlib of its own besides, under other names.
    """
    gcc = max((int(d) for d in map(os.path.basename, glob.glob("/usr/lib/gcc/*/*")) if d.isdigit()), default=12)
    runtime = "GPL-3.0-or-later WITH GCC-exception-3.1"
    wanted = [
        ("glibc", "libc6-dev", "LGPL-2.1-or-later"),
        ("libgcc", f"libgcc-{gcc}-dev", runtime),
        ("libstdc++", f"libstdc++-{gcc}-dev", runtime),
        ("libyaml", "libyaml-dev", "MIT"),
        ("ncurses", "libncurses-dev", "X11-distribute-modifications-variant"),
        ("simdjson", "libsimdjson-dev", "Apache-2.0"),
        ("zlib", "zlib1g-dev", "Zlib"),
    ]
    system = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', pathlib.Path("/etc/os-release").read_text(), re.MULTILINE))
    architecture = output("dpkg", "--print-architecture").strip()
    libraries = []
    for name, package, licence in wanted:
        version = output("dpkg-query", "-W", "-f", "${Version}", package)
        copyright = pathlib.Path("/usr/share/doc", package, "copyright")
        if not copyright.exists():
            fail(f"{copyright} is missing: {package} is linked into querytop")
        libraries.append(Library(
            name, version, licence,
            f"pkg:deb/{system['ID']}/{package.replace('+', '%2B')}@{version.replace('+', '%2B')}"
            f"?arch={architecture}&distro={system['ID']}-{system['VERSION_ID']}", [copyright]))
    return libraries
