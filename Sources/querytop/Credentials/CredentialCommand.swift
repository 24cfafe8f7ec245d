import Glibc

/// A program that prints a key, such as a password manager's.
///
/// It is started without a shell, reads nothing, may take ten seconds, and what it says on standard
/// error is not shown, since nobody knows what it holds.
nonisolated struct CredentialCommand {
  static let timeout = Duration.seconds(10)
  static let longestOutput = 64 << 10

  private let words: [String]

  /// - Parameter words: the program, found on PATH, and its arguments; not empty.
  init(_ words: [String]) {
    self.words = words
  }

  /// Runs it to its end.
  ///
  /// - Returns: what it wrote to standard output, at most `longestOutput` bytes.
  /// - Throws: `CredentialProblem`; `CancellationError`, after the program was ended.
  func run(
    for source: String, timeout: Duration = Self.timeout,
    clock: any Clock<Duration> = ContinuousClock()
  ) async throws -> [UInt8] {
    func problem(_ reason: String, isSetting: Bool = false) -> CredentialProblem {
      CredentialProblem(
        source: source, reason: "\(words[0]) \(reason): run it by hand to see why",
        isSetting: isSetting)
    }
    var child: ChildProcess
    do {
      child = try ChildProcess(words)
    } catch {
      throw problem("cannot be run (\(error))", isSetting: true)
    }
    defer { child.end() }
    var output: [UInt8] = []
    var waited = Duration.zero
    let step = Duration.milliseconds(10)
    while true {
      let isOver = child.hasEnded()
      try child.read(into: &output, limit: Self.longestOutput + 1)
      guard output.count <= Self.longestOutput else {
        throw problem("wrote more than \(Self.longestOutput >> 10) KiB")
      }
      if isOver { break }
      guard waited < timeout else {
        throw problem("gave no key within \(timeout.components.seconds) s")
      }
      try await clock.sleep(for: step)
      waited += step
    }
    guard child.status == 0 else { throw problem("failed with exit status \(child.status)") }
    return output
  }
}
