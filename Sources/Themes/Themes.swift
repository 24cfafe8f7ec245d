/// The themes that come with querytop: `themes/*.yaml`, embedded in the program.
///
/// The folder is reached by a link beside this file, so that one more file there is one more theme, once `.ci/themes` has
/// written the list anew.
package enum Themes {
  /// What is in the place of a theme's name where the terminal's background decides: ``dark`` or ``light``.
  package static let automatic = "default"
  /// The theme for dark backgrounds, and for those nobody knows.
  package static let dark = "dark"
  /// The theme for light backgrounds.
  package static let light = "light"

  /// The names of all, in order.
  package static var names: [String] { files.map(\.name) }

  /// The text of a theme's file; nil where there is no theme of that name.
  package static func yaml(_ name: String) -> [UInt8]? {
    files.first { $0.name == name }?.yaml
  }
}
