import Glibc
import TextCanvas

/// A question to whoever sits at the terminal, before something is sent.
///
/// It is asked on standard error, since standard output may be kept; an interrupt ends the process, with nothing sent.
enum Confirmation {
  /// Whether there is somebody to ask.
  static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Asks, and waits for a line.
  ///
  /// - Parameter word: the one line that confirms; anything else declines, and so does the end of input.
  static func ask(_ question: String, for word: String) -> Bool {
    StandardError.write(SafeText(question).string + " ")
    guard let line = readLine() else {
      StandardError.write("\n")
      return false
    }
    let typed = line.drop { $0 == " " }
    return typed.prefix { $0 != " " } == word && typed.drop { $0 != " " }.allSatisfy { $0 == " " }
  }
}
