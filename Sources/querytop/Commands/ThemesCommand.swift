import ArgumentParser
import CursesTerminal
import Glibc
import QueryReports
import TextCanvas
import Themes

/// `querytop themes`: which there are, and what one looks like.
struct ThemesCommand: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    commandName: "themes",
    abstract: "List the themes, or show one.",
    discussion: """
      The theme is chosen by theme: NAME in the configuration, by QUERYTOP_THEME, or in the \
      dashboard with t. Where none is chosen, the terminal's background decides between dark and \
      light. A NAME.yaml of your own stands in $XDG_CONFIG_HOME/querytop/themes.

      Exit status: 78 if there is no such theme or one has a mistake, else 0.
      """)

  @Option(
    help: ArgumentHelp("Show what a theme looks like here.", valueName: "name"),
    completion: .custom { _, _, _ in await names })
  var preview: String?

  /// What a shell offers.
  @MainActor private static var names: [String] {
    ThemeLibrary(ProcessEnvironment.current).names
  }

  @MainActor func run() async throws {
    let environment = ProcessEnvironment.current
    do {
      let status = try preview.map { try show($0, environment) } ?? list(environment)
      throw ExitCode(status)
    } catch let error as SettingsError {
      throw Self.tell(error, ExitStatus.badSetting)
    } catch let error as ConfigurationError {
      throw Self.tell(error, ExitStatus.badSetting)
    } catch let error as OutputLost {
      throw Self.tell(error, ExitStatus.incomplete)
    }
  }

  @MainActor private static func tell(_ error: any Error, _ status: Int32) -> ExitCode {
    StandardError.write("\(error)\n")
    return ExitCode(status)
  }

  @MainActor private func list(_ environment: [String: String]) throws -> Int32 {
    let library = ThemeLibrary(environment)
    let wish = try Self.wish(environment)
    var rows: [[String]] = []
    var mistakes: [String] = []
    if !library.names.contains(Themes.automatic) {
      rows.append(["", Themes.automatic, "any", "", "dark or light by the background"])
    }
    for name in library.names {
      do {
        guard let file = try library.theme(name) else { continue }
        rows.append(
          ["", name, file.base?.rawValue ?? "any", file.colors, file.path ?? "querytop"])
      } catch {
        mistakes.append("\(error)")
        rows.append(["", name, "", "", "has a mistake, see below"])
      }
    }
    for row in rows.indices where rows[row][1] == wish.name { rows[row][0] = "*" }
    do {
      _ = try wish.theme(in: library, on: TerminalBackground())
    } catch {
      // A mistake in its file is told above.
      if !mistakes.contains("\(error)") { mistakes.append("\(error)") }
    }
    let grid = PlainGrid(
      columns: [
        PlainColumn(""), PlainColumn("NAME", isName: true), PlainColumn("FOR"),
        PlainColumn("COLOURS", yields: 0),
      ], text: "FROM", rows: rows)
    try StandardOutput.write(grid.lines(in: StandardOutput.room))
    for mistake in mistakes { StandardError.write("\(mistake)\n") }
    return mistakes.isEmpty ? ExitStatus.done : ExitStatus.badSetting
  }

  /// The theme that the dashboard would begin with.
  @MainActor private static func wish(_ environment: [String: String]) throws -> ThemeWish {
    ThemeWish(
      configured: try ConfigurationFile.load(environment).theme, environment: environment,
      kept: StateFolder(environment)?.read(ThemeMemory.self).kept)
  }

  @MainActor private func show(_ name: String, _ environment: [String: String]) throws -> Int32 {
    var wish = ThemeWish(configured: nil, environment: [:])
    wish.name = name
    wish.origin = .option
    let memory = StateFolder(environment)?.read(ThemeMemory.self) ?? ThemeMemory()
    let color = memory.terminal(ThemeMemory.terminalName(environment)).background
    let background = TerminalBackground(color: color, environment: environment)
    let file = try wish.theme(in: ThemeLibrary(environment), on: background)
    let options = TerminalOptions(environment: environment)
    let isTerminal = isatty(STDOUT_FILENO) == 1 && options.term != "dumb"
    let depth =
      isTerminal ? options.depth(colors: TerminalDescription(of: options.term).colors) : .none
    let frame = ThemeSample.frame(
      of: file.theme.name,
      isASCII: options.ascii || !TerminalDescription.localeIsUTF8)
    try StandardOutput.write(
      isTerminal
        ? frame.coloredLines(theme: file.theme.on(color), depth: depth) : frame.lines)
    for note in file.notes { StandardError.write("\(file.theme.name), \(note)\n") }
    return ExitStatus.done
  }
}
