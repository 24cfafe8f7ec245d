internal import CNCurses

/// What this machine knows of terminals without opening one.
package enum TerminalDescription {
  /// Whether there is a description of the terminal TERM names.
  package static func exists(_ term: String) -> Bool { cnc_described_colors(term) >= -1 }

  /// The colours its description gives it; 0 for none and for a terminal nobody has described.
  package static func colors(_ term: String) -> Int { max(0, Int(cnc_described_colors(term))) }

  /// Whether the locale's encoding is UTF-8.
  package static var localeIsUTF8: Bool { cnc_locale_is_utf8() }
}
