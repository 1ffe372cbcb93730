//! Peer: ruff's parser, called on every text of a corpus. Speaks the workers' protocol (../../README.md).

use ruff_python_parser::parse_module;
use std::io::{BufRead, Write};

fn cpu_nanoseconds() -> i64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut now) };
    now.tv_sec * 1_000_000_000 + now.tv_nsec
}

/// Not getrusage's ru_maxrss, which begins with what the process that started this one had.
fn peak_kilobytes() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("VmHWM");
    line.split_whitespace().nth(1).and_then(|word| word.parse().ok()).expect("a number")
}

fn load(stem: &str) -> std::io::Result<Vec<String>> {
    let blob = std::fs::read(format!("{stem}.blob"))?;
    let index = std::fs::read_to_string(format!("{stem}.index"))?;
    if index.lines().count() == 1 {
        return Ok(vec![String::from_utf8(blob).expect("UTF-8")]);
    }
    let mut begin = 0;
    let mut texts = Vec::new();
    for line in index.lines() {
        let end: usize = line.parse().expect("an offset");
        texts.push(String::from_utf8(blob[begin..end].to_vec()).expect("UTF-8"));
        begin = end;
    }
    Ok(texts)
}

fn main() -> std::io::Result<()> {
    let mut texts: Vec<String> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        match line.split_once(' ').unwrap_or((line.as_str(), "")) {
            ("load", stem) => {
                texts = load(stem)?;
                println!("{}", texts.iter().map(String::len).sum::<usize>());
            }
            ("pass", _) => {
                let begin = cpu_nanoseconds();
                let rejected = texts.iter().filter(|text| parse_module(text.as_str()).is_err()).count();
                println!("{} {rejected}", cpu_nanoseconds() - begin);
            }
            ("memory", stem) => {
                let before = peak_kilobytes();
                texts = load(stem)?;
                let trees: Vec<_> = texts.iter().map(|text| parse_module(text.as_str())).collect();
                println!("{before} {} {}", peak_kilobytes(), trees.len());
            }
            _ => panic!("no such command: {line}"),
        }
        std::io::stdout().flush()?;
    }
    Ok(())
}
