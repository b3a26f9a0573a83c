"""Text of Debian's help and manual packages: fetched, unpacked, without its markup.

A package is fetched with `apt-get download`, which needs no rights and installs nothing, and is read
where it lies. The paragraphs of a language come in an order that depends on the packages alone, each
only once, so that what is made of them is the same wherever the same versions are.
"""

import glob
import gzip
import html
import io
import os
import re
import subprocess
import tarfile

# For each language, the packages; alternatives (by Debian release) in one string, the first that is
# to be had counts. Then which files of theirs are in the language.
PACKAGES = {
    "zh": [
        "libreoffice-help-zh-cn", "manpages-zh", "gimp-help-zh-cn", "debian-reference-zh-cn",
        "debian-faq-zh-cn", "maint-guide-zh-cn debmake-doc", "kicad-doc-zh",
        "lilypond-doc-html-zh", "debian-edu-doc-zh-cn", "debian-handbook",
        "installation-guide-amd64", "linux-doc-6.12 linux-doc-6.1", "gnome-user-docs",
    ],
    "en": [
        "libreoffice-help-en-us", "manpages", "manpages-dev", "gimp-help-en", "debian-reference-en",
        "perl-doc", "git-doc", "postgresql-doc-17 postgresql-doc-15",
        "python3.13-doc python3.11-doc", "linux-doc-6.12 linux-doc-6.1",
    ],
}
LANGUAGE_OF_PATH = re.compile(r"(?<![a-z])zh(?:[-_]?(?:cn|tw|hk|hans|hant))?(?![a-z])", re.I)
# Much of the Traditional text is the Simplified converted, which whoever folds rightly takes for copies.
TRADITIONAL = re.compile(r"(?<![a-z])zh[-_]?(?:tw|hk|hant)(?![a-z])", re.I)
OTHER_TRANSLATION = re.compile(r"/(?:translations|locale)/|\.[a-z]{2}(?:[-_][a-z]{2})?\.html$", re.I)

# Inline markup goes without a trace; any other element ends a paragraph.
INLINE = ("a abbr acronym b big cite code dfn em font i kbd mark q s samp small span strong sub sup tt "
          "u var wbr ahelpbookmark link gui guiseq key keyseq app cmd file sys input output em").split()
DROPPED = re.compile(r"<!--.*?-->|<(script|style|head|pre|svg|nav|info)\b.*?</\1\s*>", re.S | re.I)
INLINE_TAG = re.compile(r"</?(?:%s)\b[^>]*>" % "|".join(INLINE), re.I)
TAG = re.compile(r"<[^>]*>")
ROFF_ESCAPES = re.compile(r"\\(?:f(?:\(..|\[[^]]*\]|.)|s[-+]?\d|[|^&/,%c])")
ROFF_CHARACTERS = re.compile(r"\\(?:\(..|\[[^]]*\]|\*(?:\(..|\[[^]]*\]|.))")
POD_CODES = re.compile(r"[BCEFILSX]<+\s?|\s?>+")
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
BETWEEN_HAN = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")
LETTERS = re.compile("[A-Za-z]+")
DIGITS = re.compile(r"\d+")


class NoPackage(Exception):
    pass


def run(*command, cwd=None):
    return subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def deb_of(name, folder):
    here = sorted(f for f in os.listdir(folder) if f.startswith(name + "_") and f.endswith(".deb"))
    return os.path.join(folder, here[-1]) if here else None


def fetch(alternatives, folder):
    """The .deb of the first of the alternatives that can be had; the one that is here, if any."""
    os.makedirs(folder, exist_ok=True)
    for name in alternatives.split():
        if deb_of(name, folder):
            return deb_of(name, folder)
    for name in alternatives.split():
        run("apt-get", "-q", "download", name, cwd=folder)
        if deb_of(name, folder):
            return deb_of(name, folder)
    raise NoPackage(alternatives)


def fetch_all(language, folder, say):
    """The packages of a language that can be had; where apt has no lists yet, root gets them."""
    if os.geteuid() == 0 and not run("apt-cache", "policy", "manpages").stdout.strip():
        run("apt-get", "-q", "update")
    found = []
    for alternatives in PACKAGES[language]:
        try:
            found.append(fetch(alternatives, folder))
        except NoPackage:
            say("no package %s: its text is left out" % alternatives.replace(" ", " or "))
    return found


def files_of(deb):
    """(path, bytes) of the regular files, as the package has them."""
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE) as process:
        with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
            for member in archive:
                if member.isfile() and kind_of(member.name):
                    yield member.name, archive.extractfile(member).read()


def kind_of(path):
    name = path[:-3] if path.endswith(".gz") else path
    if re.search(r"/man/(?:[^/]*/)?man\d[^/]*/", name):
        return "roff"
    extension = name.rsplit(".", 1)[-1]
    return {"html": "xml", "htm": "xml", "page": "xml", "pod": "pod", "txt": "txt",
            "md": "txt"}.get(extension)


def xml_paragraphs(text):
    text = INLINE_TAG.sub("", DROPPED.sub("\n", text).replace("\n", " "))
    return html.unescape(TAG.sub("\n", text)).split("\n")


def roff_paragraphs(text):
    paragraphs, lines = [], []
    for line in text.split("\n"):
        request = re.match(r"[.']\s*([A-Za-z]*)\s*(.*)", line)
        if request and request.group(1) in ("B", "I", "BR", "IR", "RB", "RI", "BI", "IB"):
            line = request.group(2).replace('"', "")
        elif request or not line.strip():
            paragraphs.append(" ".join(lines))
            lines = []
            continue
        lines.append(ROFF_CHARACTERS.sub("", ROFF_ESCAPES.sub("", line)).replace("\\-", "-").replace("\\e", "\\"))
    return paragraphs + [" ".join(lines)]


def txt_paragraphs(text):
    return [p.replace("\n", " ") for p in re.split(r"\n\s*\n", text)]


def pod_paragraphs(text):
    return [POD_CODES.sub("", p.replace("\n", " ")) for p in re.split(r"\n\s*\n", text)
            if p[:1] not in (" ", "\t", "=")]


def paragraphs_of(path, data):
    if path.endswith(".gz"):
        data = gzip.GzipFile(fileobj=io.BytesIO(data)).read()
    kind = kind_of(path)
    text = data.decode("utf-8", "replace")
    return {"xml": xml_paragraphs, "roff": roff_paragraphs, "txt": txt_paragraphs,
            "pod": pod_paragraphs}[kind](text)


def is_of(language, text):
    """Whether a paragraph is prose of the language, by its characters."""
    if "\ufffd" in text:
        return False
    if language == "zh":
        return len(HAN.findall(text)) >= max(6, 0.3 * len(text))
    letters = sum(map(len, LETTERS.findall(text)))
    return len(text) >= 40 and letters >= 0.65 * len(text)


def wanted(language, path):
    if language == "zh":
        return bool(LANGUAGE_OF_PATH.search(path)) and not TRADITIONAL.search(path)
    return not LANGUAGE_OF_PATH.search(path) and not OTHER_TRANSLATION.search(path)


def files(language, debs, folders):
    """(path, bytes) of the files of packages in the language, and of all in the folders."""
    for deb in debs:
        for path, data in sorted(files_of(deb)):
            if wanted(language, path):
                yield path, data
    for folder in folders:
        for path in sorted(glob.glob(os.path.join(folder, "**", "*"), recursive=True)):
            if kind_of(path) and os.path.isfile(path):
                with open(path, "rb") as file:
                    yield path, file.read()


def paragraphs(language, debs, folders=()):
    """Every paragraph of the language once, whatever its numbers and letters' case."""
    seen = set()
    for path, data in files(language, debs, folders):
        for paragraph in paragraphs_of(path, data):
            text = BETWEEN_HAN.sub("", " ".join(paragraph.split()))
            if not is_of(language, text):
                continue
            key = hash(DIGITS.sub("", text).lower())
            if key not in seen:
                seen.add(key)
                yield text
