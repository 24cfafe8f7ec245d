import Foundation

/// Writes words to people beside the output proper.
enum FileHandleText {
  /// Writes to standard error; a reader gone is no reason to stop.
  static func standardError(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
