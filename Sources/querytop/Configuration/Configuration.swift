import DashboardUI
import QueryProviders

/// What `config.yaml` says.
nonisolated struct Configuration: Sendable {
  /// By the names targets call them.
  var sources: [String: ConfiguredSource] = [:]
  /// Watched where the command line names none; as written.
  var targets: [ConfiguredText] = []
  /// The theme's name; nil leaves the choice to the environment.
  var theme: ConfiguredText?
  /// Whether the dashboard takes the mouse.
  var usesMouse = true
  /// Whether nothing may be run again or cancelled.
  var isReadOnly = false
  /// Whether the title of the terminal's window may be set.
  var setsTitle = true
  /// How events are told.
  var notify = NotifySettings()
  /// Whether the dashboard is drawn without borders and graphs.
  var isPlain = false
  /// Whether the terminal gives characters of ambiguous width two columns.
  var widensAmbiguous = false
  /// By which keys things are done in the dashboard.
  var keymap = Keymap()
  /// The file it was read from; nil where there is none.
  var path: String?
}

/// A source as `config.yaml` has it; nil leaves a matter to the provider's own variables.
nonisolated struct ConfiguredSource: Sendable {
  let provider: Provider
  var base: String?
  var credential: CredentialOrigin?
  /// The proxy's address, or `none` for no proxy whatever the environment says; may hold a password.
  var proxy: String?
  /// A file of certificates that are trusted too.
  var authorityFile: String?
  /// Where it stands in the file, from 1.
  var line: Int?
}
