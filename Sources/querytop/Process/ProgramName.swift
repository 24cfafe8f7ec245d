import Glibc
internal import Subprocess
internal import SystemPackage

/// A program as the configuration names it: one found on PATH, or a path, where `~/` is the home though no shell sees it.
nonisolated struct ProgramName: Hashable, Sendable {
  let word: String

  init(_ word: String) {
    self.word = word
  }

  private var path: String? { word.contains("/") ? PathBytes(typed: word).text : nil }

  var executable: Executable { path.map { .path(FilePath($0)) } ?? .name(word) }

  /// Why it was not started; what is wrong with its file is looked for, since it is reported as not found.
  func reason(_ error: SubprocessError) -> String {
    guard let path else {
      return error.code == .executableNotFound
        ? "there is no such program on PATH"
        : error.underlyingError.map { "\($0)" } ?? "there is no such program"
    }
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { return "it is a folder" }
      if access(path, X_OK) != 0, errno == EACCES {
        return "it is not executable: chmod +x \(path)"
      }
    }
    return error.underlyingError.map { "\($0)" } ?? "there is no such program"
  }
}
