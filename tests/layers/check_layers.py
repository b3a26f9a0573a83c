#!/usr/bin/env python3
"""Holds every #include, and every leitong_module() call, against the layers of the design.

    tests/layers/check_layers.py ROOT         checks a source tree
    tests/layers/check_layers.py --self-test  checks that each breach in breaches/ is found

Bytes flow down, once: io, text, sketch, match, io. A module sees only what MAY_SEE names, and a
third-party library is seen by the module that owns it alone. Each folder of breaches/ is a small
tree that breaks rules, with the exact messages in its file `expected`.
"""

import pathlib
import re
import sys

MAY_SEE = {
    "base": set(),
    "text": {"base"},
    "io": {"base"},
    "sketch": {"base"},
    "match": {"base", "sketch"},
    "passage": {"base", "text"},
    "index": {"base", "sketch", "match"},
    "engine": {"base", "text", "io", "sketch", "match", "passage", "index"},
}

# The module that a public header belongs to; leitong.h is all of them.
PUBLIC_HEADERS = {
    "error.h": "base",
    "hash.h": "base",
    "fold.h": "text",
    "segment.h": "text",
    "tokens.h": "text",
    "shingles.h": "sketch",
    "minhash.h": "sketch",
    "simhash.h": "sketch",
    "bands.h": "match",
    "similarity.h": "match",
    "containment.h": "match",
    "detection.h": "match",
    "leaders.h": "match",
    "passages.h": "passage",
    "deduplicator.h": "engine",
    "evaluation.h": "engine",
    "explanation.h": "engine",
    "filter.h": "engine",
    "index.h": "engine",
    "input_list.h": "engine",
    "passage_listing.h": "engine",
    "run_plan.h": "engine",
    "segmenter_check.h": "engine",
    "text_comparison.h": "engine",
    "token_listing.h": "engine",
    "version.h": "engine",
    "leitong.h": "engine",
}

# How an include of a library starts -> its name, and who may see it.
LIBRARIES = {
    "xxhash.h": ("xxHash", {"base"}),
    "unicode/": ("ICU", {"text", "tests"}),
    "hwy/": ("Highway", {"text", "sketch", "passage", "tests"}),  # tests run a kernel on each target
    "simdjson": ("simdjson", {"io", "tests"}),
    "archive.h": ("libarchive", {"io"}),
    "archive_entry.h": ("libarchive", {"io"}),
    "rocksdb/": ("RocksDB", {"index"}),
    "tbb/": ("oneTBB", {"engine"}),
    "oneapi/": ("oneTBB", {"engine"}),
    "CLI/": ("CLI11", {"tools"}),
    "nanobind/": ("nanobind", {"python"}),
    "gtest/": ("GoogleTest", {"tests"}),
    "gmock/": ("GoogleTest", {"tests"}),
    "benchmark/": ("Google Benchmark", {"bench"}),
}

# The same libraries as CMake names them.
LINKED_LIBRARIES = {
    "PkgConfig::XXHASH": "xxhash.h",
    "ICU::": "unicode/",
    "PkgConfig::HWY": "hwy/",
    "simdjson::": "simdjson",
    "LibArchive::": "archive.h",
    "TBB::": "tbb/",
    "PkgConfig::ROCKSDB": "rocksdb/",
    "Threads::": None,
}

POSIX = re.compile(
    r"(sys|netinet|arpa)/\w+\.h|(unistd|fcntl|signal|pthread|poll|dirent|termios|langinfo|strings|errno|wait)\.h"
)
# <vector>, <cstdint>: what C++ names, and nothing else, has no dot and no slash.
STANDARD = re.compile(r"[a-z_0-9]+")
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:<([^>]+)>|"([^"]+)")', re.MULTILINE)
MODULE_CALL = re.compile(r"leitong_module\(\s*(\w+)(.*?)\)", re.DOTALL)
SOURCES = ("*.cc", "*.h", "*.inc")


def library_of(include):
    for start, library in LIBRARIES.items():
        if include.startswith(start):
            return library
    return None


def place_of(path):
    """What rules a file obeys: a module, "public", "tools", "tests", "reference", …"""
    parts = path.parts
    if parts[0] == "include":
        return "public"
    if parts[0] == "src":
        return parts[1] if len(parts) > 2 else "src"
    if parts[0] == "tests" and len(parts) > 1 and parts[1] in ("reference", "bench"):
        return parts[1]
    return parts[0]


def check_module_include(module, include, owner):
    if owner is None or owner == module or owner in MAY_SEE[module]:
        return None
    return f"{module} may not see {owner}: {include}"


def check_library_include(path, place, include, text):
    library = library_of(include)
    if library is None:
        if STANDARD.fullmatch(include) or (place != "public" and POSIX.fullmatch(include)):
            return None
        return f"not a standard header, and no library we know: {include}"
    name, allowed = library
    if place == "public":
        return f"public headers include no third-party header: {include}"
    if name == "Highway" and place in MAY_SEE and place in allowed and "HWY_NAMESPACE" not in text:
        return f"Highway appears only in kernel files (with HWY_NAMESPACE): {include}"
    if place in ("reference", "bench") and "tests" in allowed:
        return None
    if place not in allowed:
        return f"{name} belongs to {', '.join(sorted(allowed))}, not to {place}: {include}"
    return None


def check_own_include(root, path, include):
    """An include of one of our headers, from anywhere."""
    place = place_of(path)
    public = include.removeprefix("leitong/") if include.startswith("leitong/") else None
    if public is not None:
        owner = PUBLIC_HEADERS.get(public)
        if not (root / "include" / include).is_file():
            return f"no such public header: {include}"
        if owner is None:
            return f"public header without a module in check_layers.py: {include}"
    else:
        first = include.split("/")[0]
        owner = first if first in MAY_SEE else None

    if place == "public":
        if public is None:
            return f"public headers include only <…> and leitong/…: {include}"
        own = PUBLIC_HEADERS.get(path.name)
        return check_module_include(own, include, owner) if own else None
    if place in MAY_SEE:
        if public == "leitong.h":
            return f"the umbrella header is for users: {include}"
        folders = (path.parent, pathlib.Path("src", place))
        if owner is None and not any((root / folder / include).is_file() for folder in folders):
            return f"not found from src/, src/{place}/ or include/: {include}"
        return check_module_include(place, include, owner)
    if place in ("tools", "examples", "python") and public is None and owner is not None:
        return f"{place} sees public headers only: {include}"
    if place == "reference" and (public is not None or owner is not None):
        return f"tests/reference shares no code with the product: {include}"
    return None


def check_file(root, path):
    text = (root / path).read_text(encoding="utf-8", errors="replace")
    place = place_of(path)
    for match in INCLUDE.finditer(text):
        angle, quoted = match.groups()
        line = text.count("\n", 0, match.start(1 if angle else 2)) + 1
        if angle and (angle.startswith("leitong/") or library_of(angle) is None):
            problem = (
                check_own_include(root, path, angle)
                if angle.startswith("leitong/")
                else check_library_include(path, place, angle, text)
            )
        elif library_of(angle or quoted) is not None:
            problem = check_library_include(path, place, angle or quoted, text)
        else:
            problem = check_own_include(root, path, quoted)
        if problem:
            yield f"{path}:{line}: {problem}"


def arguments_of(call, keyword):
    match = re.search(rf"\b{keyword}\b((?:\s+(?!SOURCES|MODULES|THIRD_PARTY)\S+)*)", call)
    return match.group(1).split() if match else []


def check_links(root, path):
    for module, call in MODULE_CALL.findall((root / path).read_text(encoding="utf-8")):
        for seen in arguments_of(call, "MODULES"):
            if seen not in MAY_SEE.get(module, set()):
                yield f"{path}: {module} may not link {seen}"
        for library in arguments_of(call, "THIRD_PARTY"):
            include = next((i for p, i in LINKED_LIBRARIES.items() if library.startswith(p)), "")
            if include == "" or (include and module not in LIBRARIES[include][1]):
                yield f"{path}: {module} may not link {library}"


def check_public_headers(root):
    """Each public header belongs to a module, and to what is installed and compiled alone."""
    list_file = root / "src" / "CMakeLists.txt"
    listed = list_file.read_text(encoding="utf-8") if list_file.is_file() else None
    for header in sorted((root / "include" / "leitong").glob("*.h")):
        path = header.relative_to(root)
        if header.name not in PUBLIC_HEADERS:
            yield f"{path}: public header without a module in check_layers.py"
        if listed is not None and f"leitong/{header.name}" not in listed:
            yield f"{path}: is not in the file set of src/CMakeLists.txt, so not installed"


def check_tree(root):
    problems = list(check_public_headers(root))
    count = 0
    for top in ("include", "src", "tools", "python", "examples", "tests"):
        files = sorted(path for glob in SOURCES for path in (root / top).rglob(glob))
        for file in files:
            path = file.relative_to(root)
            if "breaches" in path.parts[:-1]:
                continue
            count += 1
            problems += check_file(root, path)
    for file in sorted((root / "src").rglob("CMakeLists.txt")):
        problems += check_links(root, file.relative_to(root))
    return problems, count


def self_test(breaches):
    failed = 0
    folders = sorted(path for path in breaches.iterdir() if path.is_dir())
    for folder in folders:
        expected = (folder / "expected").read_text(encoding="utf-8").splitlines()
        problems, _ = check_tree(folder)
        if problems != expected or not expected:
            failed += 1
            print(f"FAILED {folder.name}\n  expected:", *expected, "  found:", *problems, sep="\n    ")
    print(f"{len(folders) - failed} passed, {failed} failed")
    return 1 if failed or not folders else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test(pathlib.Path(__file__).resolve().parent / "breaches")
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1]).resolve()
    problems, count = check_tree(root)
    print(*problems, sep="\n", end="\n" if problems else "")
    print(f"{count} files, {len(problems)} breaches")
    return 1 if problems or not count else 0


if __name__ == "__main__":
    sys.exit(main())
