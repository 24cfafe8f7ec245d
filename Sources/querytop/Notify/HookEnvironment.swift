import QueryHTTP

/// What a hook is told of the environment: only what programs need to run and to show something, since nobody can list all the
/// names that credentials go by.
nonisolated enum HookEnvironment {
  private static let names: Set<String> = [
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "PWD", "TMPDIR", "TZ", "LANG", "LANGUAGE", "TERM",
    "COLORTERM", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "TMUX",
    "TMUX_PANE", "STY", "HOSTNAME", "NO_PROXY", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR",
  ]
  private static let families = ["LC_", "XDG_"]
  private static let proxies: Set<String> = [
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy",
  ]

  /// The variables that a hook gets: none that holds a key of this run, and no proxy with a password.
  static func cleaned(_ environment: [String: String]) -> [String: String] {
    environment.filter { name, value in
      if proxies.contains(name) { return !value.contains("@") }
      guard names.contains(name) || families.contains(where: name.hasPrefix) else { return false }
      return !name.hasSuffix("_KEY") && Secrets.redactor.clean(value) == value
    }
  }
}
