"""coverage measures `.pil` files: `plugins = pilcrow.coverage_plugin` in its settings."""

import coverage
from coverage.exceptions import NotPython
from coverage.parser import PythonParser

from pilcrow import importer, translate


class _Tracer(coverage.FileTracer):
    def __init__(self, filename):
        self._filename = filename

    def source_filename(self):
        return self._filename


class _Reporter(coverage.FileReporter):
    """What could be executed is told by the program's Python form, which has the same lines."""

    def __init__(self, filename, exclude):
        super().__init__(filename)
        self._exclude = exclude
        self._parsed = None

    @property
    def _parser(self):
        if self._parsed is None:
            with open(self.filename, "rb") as file:
                source = file.read()
            try:
                text = translate.python_of(source, self.filename)
            except SyntaxError as error:
                raise NotPython(f"Couldn't parse {self.filename!r}: {error}") from error
            self._parsed = PythonParser(text=text, filename=self.filename, exclude=self._exclude)
            self._parsed.parse_source()
        return self._parsed

    def lines(self):
        return self._parser.statements

    def excluded_lines(self):
        return self._parser.excluded

    def translate_lines(self, lines):
        return self._parser.translate_lines(lines)

    def translate_arcs(self, arcs):
        return self._parser.translate_arcs(arcs)

    def no_branch_lines(self):
        return set()

    def arcs(self):
        return self._parser.arcs()

    def exit_counts(self):
        return self._parser.exit_counts()

    def missing_arc_description(self, start, end, executed_arcs=None):
        return self._parser.missing_arc_description(start, end)


class _Plugin(coverage.CoveragePlugin):
    def __init__(self):
        self._exclude = ""

    def configure(self, config):
        self._exclude = "|".join(
            f"(?:{one})"
            for name in ("report:exclude_lines", "report:exclude_also")
            for one in config.get_option(name) or []
        )

    def file_tracer(self, filename):
        return _Tracer(filename) if filename.endswith(importer.SUFFIX) else None

    def file_reporter(self, filename):
        return _Reporter(filename, self._exclude)

    def find_executable_files(self, folder):
        import os

        for inner, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".") and name != "__pycache__"]
            for name in names:
                if name.endswith(importer.SUFFIX):
                    yield os.path.join(inner, name)


def coverage_init(registry, options):
    plugin = _Plugin()
    registry.add_file_tracer(plugin)
    registry.add_configurer(plugin)
