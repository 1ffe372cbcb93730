#include "cli/completions.h"

#include <algorithm>
#include <vector>

namespace pilcrow::cli {
namespace {

struct Flag {
    std::string name;  // "--format"
    std::string help;
    std::vector<std::string> choices;  // words that can follow
    bool takes_value = false;
};
struct Command {
    std::string name;
    std::string help;
    std::vector<Flag> flags;
    std::vector<std::string> words;  // that its positional argument can be; none: files
};

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = text.find(at); end != std::string::npos; end = text.find(at, begin)) {
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

void add_flags(const CLI::App& app, Command& command) {
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_lnames().empty() || option->get_group().empty()) continue;
        Flag flag{"--" + option->get_lnames().front(), option->get_description(), {}, false};
        flag.takes_value = option->get_expected_max() > 0 && option->get_items_expected_max() > 0;
        const std::string type = option->get_type_name();
        if (flag.takes_value && type.find('|') != std::string::npos)
            flag.choices = split(type, '|');
        command.flags.push_back(std::move(flag));
    }
    // Groups of options are nameless apps.
    for (const CLI::App* group :
         app.get_subcommands([](const CLI::App* one) { return one->get_name().empty(); })) {
        add_flags(*group, command);
    }
}

std::vector<Command> commands_of(const CLI::App& app) {
    std::vector<Command> commands;
    for (const CLI::App* one : app.get_subcommands({})) {
        Command command{one->get_name(), one->get_description(), {}, {}};
        add_flags(*one, command);
        if (command.name == "completions") command.words = {"bash", "zsh", "fish"};
        commands.push_back(std::move(command));
    }
    return commands;
}

template <typename Items, typename Text>
std::string joined(const Items& items, Text text, const char* between = " ") {
    std::string all;
    for (const auto& item : items) all += (all.empty() ? "" : between) + text(item);
    return all;
}

const auto name_of_flag = [](const Flag& flag) { return flag.name; };
const auto same = [](const std::string& word) { return word; };

// Inside single quotes of a shell.
std::string in_quotes(const std::string& text, const char* quote = "'\\''") {
    std::string result = "'";
    for (const char c : text) result += c == '\'' ? std::string(quote) : std::string(1, c);
    return result + '\'';
}

std::string bash(const CLI::App& app) {
    const std::vector<Command> commands = commands_of(app);
    std::string script = R"(_pilcrow() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W ")";
    script += joined(commands, [](const Command& one) { return one.name; });
    script += R"( --help --version" -- "$current")
        return
    fi
    case ${COMP_WORDS[1]} in
)";
    for (const Command& command : commands) {
        script += command.name + ")\n        case $previous in\n";
        for (const Flag& flag : command.flags) {
            if (!flag.takes_value) continue;
            script += "        " + flag.name + ")\n";
            if (!flag.choices.empty()) {
                script += "            mapfile -t COMPREPLY < <(compgen -W \"" +
                          joined(flag.choices, same) + "\" -- \"$current\")\n";
            }
            script += "            return\n            ;;\n";
        }
        script +=
            "        esac\n        if [[ $current == -* ]]; then\n"
            "            mapfile -t COMPREPLY < <(compgen -W \"" +
            joined(command.flags, name_of_flag) + "\" -- \"$current\")\n        else\n";
        script += command.words.empty()
                      ? "            mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
                      : "            mapfile -t COMPREPLY < <(compgen -W \"" +
                            joined(command.words, same) + "\" -- \"$current\")\n";
        script += "        fi\n        ;;\n";
    }
    return script + "    esac\n}\ncomplete -o filenames -F _pilcrow pilcrow\n";
}

// In zsh's specifications brackets and colons have a meaning.
std::string zsh_text(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':') result += '\\';
        result += c;
    }
    return result;
}

std::string zsh(const CLI::App& app) {
    const std::vector<Command> commands = commands_of(app);
    std::string script = "#compdef pilcrow\n_pilcrow() {\n    local -a commands\n    commands=(\n";
    for (const Command& one : commands) {
        script += "        " + in_quotes(one.name + ':' + zsh_text(one.help)) + '\n';
    }
    script +=
        "    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n"
        "        _arguments '--help[print this help]' '--version[print the version]'\n"
        "        return\n    fi\n    case $words[2] in\n";
    for (const Command& command : commands) {
        script += "    " + command.name + ")\n        _arguments";
        for (const Flag& flag : command.flags) {
            std::string text = flag.name + '[' + zsh_text(flag.help) + ']';
            if (flag.takes_value) {
                text += ":value:";
                if (!flag.choices.empty()) text += '(' + joined(flag.choices, same) + ')';
            }
            script += " \\\n            " + in_quotes(text);
        }
        script +=
            " \\\n            " +
            (command.words.empty() ? std::string("'*:file:_files'")
                                   : in_quotes("2:word:(" + joined(command.words, same) + ')')) +
            "\n        ;;\n";
    }
    return script +
           "    esac\n}\n"
           "if [ \"$funcstack[1]\" = _pilcrow ]; then _pilcrow \"$@\"; else compdef "
           "_pilcrow pilcrow; fi\n";
}

std::string fish(const CLI::App& app) {
    std::string script =
        "complete -c pilcrow -n __fish_use_subcommand -l help -d 'print this help'\n"
        "complete -c pilcrow -n __fish_use_subcommand -l version -d 'print the version'\n";
    for (const Command& command : commands_of(app)) {
        script += "complete -c pilcrow -f -n __fish_use_subcommand -a " + command.name + " -d " +
                  in_quotes(command.help, "\\'") + '\n';
        const std::string here =
            "complete -c pilcrow -n '__fish_seen_subcommand_from " + command.name + "'";
        for (const Flag& flag : command.flags) {
            script += here + " -l " + flag.name.substr(2);
            if (flag.takes_value) script += " -x";
            if (!flag.choices.empty()) script += " -a " + in_quotes(joined(flag.choices, same));
            script += " -d " + in_quotes(flag.help, "\\'") + '\n';
        }
        if (!command.words.empty()) {
            script += here + " -f -a " + in_quotes(joined(command.words, same)) + '\n';
        }
    }
    return script;
}

}  // namespace

std::string completion_script(const CLI::App& app, std::string_view shell) {
    if (shell == "bash") return bash(app);
    if (shell == "zsh") return zsh(app);
    if (shell == "fish") return fish(app);
    return {};
}

}  // namespace pilcrow::cli
