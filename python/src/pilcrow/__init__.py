"""Pilcrow for CPython: `.pil` programs and modules, run and imported by Python itself.

    import pilcrow.importer            from here on, `.pil` modules can be imported
    python -m pilcrow FILE ARG...      runs a program
    python -m pilcrow -m MODULE ARG... runs a module, .pil or .py

A program is taken to Python line by line (`pilcrow convert --to python --keep-lines`), so tracebacks,
debuggers, profilers and coverage show the `.pil` file.
"""
