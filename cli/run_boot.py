# What `pilcrow run` hands to Python (see run_command.cpp): `d` holds this source, what to run, and the
# modules of the package pilcrow, which need not be installed.
import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "pilcrow: programs run on CPython 3.11 or newer, and %s is %d.%d; "
        "PILCROW_PYTHON can name another one\n" % ((sys.executable,) + sys.version_info[:2])
    )
    raise SystemExit(2)


def boot(parts):
    from _frozen_importlib import ModuleSpec

    mode, path, argv0, executable, count, text = (
        part.decode("utf-8", "surrogateescape") for part in parts[1:7]
    )
    modules_end = 7 + 2 * int(count)
    modules = {parts[at].decode(): parts[at + 1].decode() for at in range(7, modules_end, 2)}

    class Embedded:
        """Finds and loads the modules that the executable holds."""

        @staticmethod
        def find_spec(name, path=None, target=None):
            return ModuleSpec(name, Embedded, is_package=name == "pilcrow") if name in modules else None

        @staticmethod
        def create_module(spec):
            return None

        @staticmethod
        def exec_module(module):
            source = modules[module.__name__]
            exec(compile(source, f"<{module.__name__}>", "exec", dont_inherit=True), module.__dict__)

        @staticmethod
        def get_source(name):
            return modules[name]

    def new_process():
        child = [parts[0], b"child", b"", b"", *parts[4:6], b"", *parts[7:modules_end]]
        return f"exec({parts[0].decode()!r}, {{'d': {child!r}}})\n"

    sys.meta_path.insert(0, Embedded)
    from pilcrow import importer, program, translate

    importer.new_process = new_process
    folder = executable.rpartition("/")[0]
    translate.library_folders = [folder, f"{folder}/../lib"]
    translate.executable = executable
    arguments = sys.argv[1:]
    if mode == "file":
        program.run_file(path, arguments, text)
    elif mode == "python":
        program.run_file(path, arguments)
    elif mode == "text":
        source = b"\0".join(parts[modules_end:]).decode("utf-8", "replace")
        program.run_text(text, path, argv0, arguments, source)


boot(d)  # noqa: F821
