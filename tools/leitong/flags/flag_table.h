// The table of flags of a command: what the command line is read by, and what help, man page and
// completions are made from.
#pragma once

#include <functional>
#include <string>
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
  std::string names;      // "-t,--threshold"
  std::string kind = {};  // what its value is called, "J"; empty: a switch, whose value is "true"
  std::string what;       // with the default in [brackets] at the end
  Value value = {};
  // Of several values all count, not only the last one.
  bool collects = false;
  // What its value is if none is given. Where it may be left out it stands behind "=", so that no
  // FILE is taken for it.
  std::string bare = {};
  std::string group = {};  // FlagTable sets it

  [[nodiscard]] bool is_switch() const { return kind.empty(); }
  [[nodiscard]] std::string long_name() const;   // "threshold"
  [[nodiscard]] std::string short_name() const;  // "t", or nothing
};

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

 private:
  std::string group_;
  std::vector<Flag> flags_;
  std::vector<Operand> operands_;
};

}  // namespace leitong::tool
