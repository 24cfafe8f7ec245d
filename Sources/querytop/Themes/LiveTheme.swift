import DashboardUI
import Glibc
import TextCanvas
import Themes

/// The theme the dashboard is drawn with, as it changes: by what the terminal answers, by the person, by an edit of its file.
final class LiveTheme {
  /// As it is to be drawn on this terminal.
  private(set) var theme: Theme
  private let library: ThemeLibrary
  private let state: StateFolder?
  private let terminal: String
  private var wish: ThemeWish
  /// What is looked at in the list of themes, and not yet kept.
  private var previewed: String?
  private var background: TerminalBackground
  private var file: ThemeFile
  private var stamp: FileStamp?

  /// - Parameters:
  ///   - configured: the theme of the configuration.
  ///   - state: where it is remembered what the terminal answers and what the person keeps; nil for nowhere.
  /// - Throws: `SettingsError` or `ConfigurationError` for a theme that cannot be had.
  init(_ configured: ConfiguredText?, environment: [String: String], state: StateFolder?) throws {
    library = ThemeLibrary(environment)
    terminal = ThemeMemory.terminalName(environment)
    self.state = state
    let memory = state?.read(ThemeMemory.self) ?? ThemeMemory()
    let known = memory.terminal(terminal)
    background = TerminalBackground(color: known.background, environment: environment)
    wish = ThemeWish(configured: configured, environment: environment, kept: memory.kept)
    isWorthAsking = known.silences < ThemeMemory.mostSilences
    do {
      file = try wish.theme(in: library, on: background)
    } catch  where wish.origin == .kept {
      // Kept once, and gone since: no reason not to start.
      wish = ThemeWish(configured: nil, environment: [:])
      file = try wish.theme(in: library, on: background)
    }
    theme = file.theme.on(background.color)
    stamp = file.path.flatMap(FileStamp.init)
  }

  /// Whether the terminal may answer when it is asked for its background.
  let isWorthAsking: Bool

  /// What the list of themes shows.
  var options: ThemeOptions {
    let names = [Themes.automatic] + library.names.filter { $0 != Themes.automatic }
    return ThemeOptions(
      list: names.map { ThemeOptions.Theme(name: $0, note: note(of: $0)) }, current: wish.name)
  }

  private func note(of name: String) -> String {
    do {
      guard let file = try library.theme(name) else { return "by the terminal" }
      return (file.base?.rawValue ?? "any") + (file.path == nil ? "" : ", yours")
    } catch {
      return "has a mistake"
    }
  }

  /// The terminal's own background; nil while nobody knows it.
  var knownBackground: Color? { background.color }

  // MARK: What changes it

  /// The terminal has told its background.
  ///
  /// - Returns: what is wrong with the theme for it; nil for nothing.
  func apply(_ color: Color) -> String? {
    let isNews = color != background.color
    background.color = color
    state?.update(ThemeMemory.self) { $0.record(color, of: terminal) }
    return isNews ? reload() : nil
  }

  /// The terminal was asked, and said nothing for as long as it was ours.
  func applySilence() {
    state?.update(ThemeMemory.self) { $0.record(nil, of: terminal) }
  }

  /// Draws with another theme until it is kept or the one before comes back.
  ///
  /// - Returns: what is wrong with it; nil for nothing.
  func preview(_ name: String) -> String? {
    previewed = name == wish.name ? nil : name
    return reload()
  }

  /// Draws with a theme from now on, and remembers it.
  ///
  /// - Returns: what there is to know of that.
  func keep(_ name: String) -> String {
    let origin = wish.origin
    previewed = nil
    wish.name = name
    if let mistake = reload() { return mistake }
    switch origin {
    case .configuration:
      return "\(name) until you quit: the configuration names a theme; write theme: \(name) there"
    case .variable: return "\(name) until you quit: QUERYTOP_THEME names a theme"
    case .kept, .nobody, .option:
      let isKept = state?.update(ThemeMemory.self) {
        $0.kept = name == Themes.automatic ? nil : name
      }
      return isKept == true ? "\(name) is the theme from now on" : "\(name) until you quit"
    }
  }

  /// Reads the file of the theme in use again where it has been changed.
  ///
  /// - Returns: what there is to say of it; nil where nothing was changed.
  func reloadIfChanged() -> String? {
    guard let path = file.path else { return nil }
    let now = FileStamp(path)
    guard now != stamp else { return nil }
    stamp = now
    return reload() ?? "\(theme.name): read anew"
  }

  private func reload() -> String? {
    var wanted = wish
    if let previewed { wanted.name = previewed }
    do {
      file = try wanted.theme(in: library, on: background)
      theme = file.theme.on(background.color)
      stamp = file.path.flatMap(FileStamp.init)
      return nil
    } catch {
      return "\(error)"
    }
  }
}

/// Which writing of a file stands there.
private struct FileStamp: Equatable {
  private let inode: UInt
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// nil where there is no file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    inode = status.st_ino
    size = status.st_size
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}
