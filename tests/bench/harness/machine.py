"""One line that says what the figures were measured on."""

import os
import platform
import subprocess


def first(pattern_file, key):
    try:
        with open(pattern_file) as file:
            for line in file:
                name, _, value = line.partition(":")
                if name.strip() == key:
                    return value.strip()
    except OSError:
        pass
    return "unknown"


def available_bytes():
    words = first("/proc/meminfo", "MemAvailable").split()
    return int(words[0]) * 1024 if words and words[0].isdigit() else 0


def said_by(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return "unknown"


def description(repository):
    memory = first("/proc/meminfo", "MemTotal").split()[0]
    gigabytes = f"{int(memory) / 2**20:.0f} GB" if memory.isdigit() else "unknown memory"
    commit = said_by("git", "-C", str(repository), "log", "-1", "--format=%h")
    return (f"{first('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores, {gigabytes}, "
            f"{platform.system()} {platform.release()}, {said_by('c++', '--version')}, "
            f"load {os.getloadavg()[0]:.1f} at the start, commit {commit}")
