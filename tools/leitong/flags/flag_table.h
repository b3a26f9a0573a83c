// The table of flags of a command: what the command line is read by, and what help, man page and
// completions are made from.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leitong::tool {

// What an option takes: how a word becomes what is asked for, and what a shell may propose for it.
struct Value {
  enum class Names { kNone, kFiles, kFolders };

  // Takes the word, or explains what it should have been.
  std::function<std::string(const std::string&)> set = {};
  std::vector<std::string> choices = {};
  Names names = Names::kNone;
};

struct Flag {
  std::string names;       // "-t,--threshold"
  bool common = false;     // -h shows it, not only --help
  std::string kind = {};   // what its value is called, "J"; empty: a switch, whose value is "true"
  std::string what;        // with the default in [brackets] at the end
  std::string brief = {};  // the same on a screen where there is no room for more
  Value value = {};
  // Of several values all count, not only the last one.
  bool collects = false;
  // What its value is if none is given. Where it may be left out it stands behind "=", so that no
  // FILE is taken for it.
  std::string bare = {};
  // What takes it back: a name, and the value of the flag itself that this name stands for. Every
  // switch but those that ask for an answer has one, "--no-…".
  std::string twin = {};
  std::string twin_value = {};
  bool asks = false;       // --help: prints something instead of all else
  std::string group = {};  // FlagTable sets it

  [[nodiscard]] bool is_switch() const { return kind.empty(); }
  [[nodiscard]] std::string long_name() const;   // "threshold"; of "-h" nothing
  [[nodiscard]] std::string short_name() const;  // "t", or nothing
  // The one it is known by in messages: "--threshold".
  [[nodiscard]] std::string name() const;
};

// Gives a flag its value; the text says what it should have been, empty if it was right.
[[nodiscard]] std::string explain(const Flag& flag, const std::string& word);

// What stands on the command line without a name: "FILE..." is any number of them.
struct Operand {
  std::string name;
  std::string what;
  bool repeats = false;
};

class FlagTable {
 public:
  // Those added from here on are shown under this title.
  void begin_group(std::string title) { group_ = std::move(title); }
  void add(Flag flag);
  void add_operand(Operand operand) { operands_.push_back(std::move(operand)); }

  [[nodiscard]] const std::vector<Flag>& flags() const { return flags_; }
  [[nodiscard]] const std::vector<Operand>& operands() const { return operands_; }
  // By its long name or its twin's, "threshold"; none: null.
  [[nodiscard]] std::vector<std::string> long_names() const;  // with the twins'
  [[nodiscard]] const Flag* find(std::string_view long_name) const;

 private:
  std::string group_;
  std::vector<Flag> flags_;
  std::vector<Operand> operands_;
};

}  // namespace leitong::tool
