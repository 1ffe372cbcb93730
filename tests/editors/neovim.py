"""Neovim, driven through its own socket."""

import json
import os
import subprocess
import time

LUA = """
vim.o.completeopt = 'menuone,noselect'
local id = vim.lsp.start_client({ name = 'pilcrow', cmd = { '%(pilcrow)s', 'lsp' }, root_dir = '%(folder)s' })
vim.lsp.buf_attach_client(0, id)
vim.bo.omnifunc = 'v:lua.vim.lsp.omnifunc'
function _G.errors()
  local lines = {}
  for _, d in ipairs(vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })) do table.insert(lines, d.lnum) end
  return vim.fn.json_encode(lines)
end
function _G.text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\\n') end
function _G.rename(line, column, name)
  vim.api.nvim_win_set_cursor(0, { line, column })
  vim.lsp.buf.rename(name)
  return ''
end
function _G.format() vim.lsp.buf.formatting_sync(nil, 5000) return '' end
"""


def drive(pilcrow, text, folder):
    file = folder / "damaged.pil"
    file.write_text(text)
    script = folder / "start.lua"
    script.write_text(LUA % {"pilcrow": pilcrow, "folder": folder})
    socket = folder / "socket"
    environment = dict(os.environ, HOME=str(folder), XDG_STATE_HOME=str(folder))
    editor = subprocess.Popen(
        ["nvim", "-n", "--clean", "--headless", "--listen", str(socket), str(file), "-c", f"luafile {script}"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def remote(option, what):
        done = subprocess.run(["nvim", "--server", str(socket), option, what], capture_output=True, text=True, timeout=20)
        return (done.stdout + done.stderr).strip("\r\n")

    def until(expression, holds, seconds=20):
        end = time.monotonic() + seconds
        while True:
            value = remote("--remote-expr", expression)
            if holds(value) or time.monotonic() > end:
                return value
            time.sleep(0.05)

    try:
        until("1", lambda value: socket.exists() and value == "1")
        errors = until("v:lua.errors()", lambda value: value.startswith("[") and value != "[]")
        # Behind `return res`, as a user completes.
        remote("--remote-send", "/return res<CR>A<C-x><C-o>")
        words = 'json_encode(map(complete_info(["items"]).items[:9], "v:val.word"))'
        items = until(words, lambda value: value.startswith('["') and value.endswith("]"))
        remote("--remote-send", "<C-e><Esc>")
        column = text.split("\n")[2].index("factor")
        remote("--remote-expr", f"v:lua.rename(3, {column}, 'by')")
        until("v:lua.text()", lambda value: "value * by" in value)
        remote("--remote-expr", "v:lua.format()")
        formatted = until("v:lua.text()", lambda value: "print(scale" in value, 5)
        return {
            "errors": json.loads(errors or "[]"),
            "offered": json.loads(items or "[]"),
            "text": formatted,
        }
    finally:
        remote("--remote-send", "<Esc>:qa!<CR>")
        try:
            editor.wait(5)
        except subprocess.TimeoutExpired:
            editor.kill()
