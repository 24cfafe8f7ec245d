import Glibc
internal import Subprocess
internal import SystemPackage

/// A program that prints a key, such as a password manager's.
///
/// It is started without a shell, in a process group of its own, and may take ten seconds. Where there is a terminal it may ask there
/// and has two minutes; else it reads nothing, and what it says on standard error is not shown, since nobody knows what it holds.
/// What a program that has ended by itself left running, such as an agent, is left alone.
nonisolated struct CredentialCommand {
  static let timeout = Duration.seconds(10)
  /// Where a person may have to type.
  static let timeoutOnTerminal = Duration.seconds(120)
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
    for source: String, timeout: Duration? = nil,
    clock: any Clock<Duration> = ContinuousClock()
  ) async throws -> [UInt8] {
    let loan = await TerminalLoan()
    let result: Result<[UInt8], any Error>
    do {
      result = .success(
        try await run(
          for: source, on: loan,
          timeout: timeout ?? (loan == nil ? Self.timeout : Self.timeoutOnTerminal), clock))
    } catch {
      result = .failure(error)
    }
    await loan?.end()
    return try result.get()
  }

  private func run(
    for source: String, on loan: TerminalLoan?, timeout: Duration, _ clock: any Clock<Duration>
  ) async throws -> [UInt8] {
    func problem(_ reason: String, isSetting: Bool = false) -> CredentialProblem {
      CredentialProblem(
        source: source, reason: "\(words[0]) \(reason): run it by hand to see why",
        isSetting: isSetting)
    }
    do {
      guard let (output, status) = try await end(on: loan, within: timeout, clock) else {
        throw problem("gave no key within \(timeout.components.seconds) s")
      }
      guard status == 0 else { throw problem("failed with exit status \(status)") }
      return output
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw problem("wrote more than \(Self.longestOutput >> 10) KiB")
    } catch let error as SubprocessError {
      throw problem("cannot be run (\(ProgramName(words[0]).reason(error)))", isSetting: true)
    }
  }

  /// What it wrote and how it ended; nil where the time was over first, and it has been killed.
  private func end(
    on loan: TerminalLoan?, within timeout: Duration, _ clock: any Clock<Duration>
  ) async throws -> (output: [UInt8], status: Int32)? {
    // The time counts from the start of the program, however long a busy machine takes to start it.
    let (starts, start) = AsyncStream<Never>.makeStream()
    return try await withThrowingTaskGroup(of: (output: [UInt8], status: Int32)?.self) { group in
      group.addTask { try await output(on: loan) { start.finish() } }
      group.addTask {
        for await _ in starts {}
        try await clock.sleep(for: timeout)
        return nil
      }
      defer { group.cancelAll() }
      if let first = try await group.next(), let first { return first }
      group.cancelAll()
      let second = try await group.next() ?? nil
      try Task.checkCancellation()
      // One that came to its end by itself while the time was being called has its say.
      return second.flatMap { $0.status == ExitStatus.signal(SIGKILL) ? nil : $0 }
    }
  }

  private func output(
    on loan: TerminalLoan?, whenStarted start: @escaping @Sendable () -> Void
  ) async throws -> (output: [UInt8], status: Int32) {
    guard let loan else {
      return try await output(from: .none, complainingTo: .discarded) { _ in start() }
    }
    let terminal = FileDescriptor(rawValue: loan.descriptor)
    return try await output(
      from: .fileDescriptor(terminal, closeAfterSpawningProcess: false),
      complainingTo: .fileDescriptor(terminal, closeAfterSpawningProcess: false)
    ) { group in
      await loan.begin(group: group)
      start()
    }
  }

  private func output(
    from input: some InputProtocol, complainingTo error: some ErrorOutputProtocol,
    whenStarted start: @Sendable (_ group: pid_t) async -> Void
  ) async throws -> (output: [UInt8], status: Int32) {
    var options = PlatformOptions()
    options.processGroupID = 0
    // No warning before the kill, which is of the whole group as the last step is.
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
    ]
    let result = try await Subprocess.run(
      ProgramName(words[0]).executable,
      arguments: Arguments(Array(words.dropFirst())), platformOptions: options,
      input: input, output: .bytes(limit: Self.longestOutput), error: error
    ) { await start($0.processIdentifier.value) }
    return switch result.terminationStatus {
    case .exited(let status): (result.standardOutput, status)
    case .signaled(let signal): (result.standardOutput, ExitStatus.signal(signal))
    }
  }
}

/// A key that could not be had; never holds the key, nor what a command said.
nonisolated struct CredentialProblem: Error, CustomStringConvertible {
  let source: String
  let reason: String
  /// Whether the setting has to be mended; else trying again later may help.
  let isSetting: Bool

  var description: String { "no key for \(source): \(reason)" }

  var exitStatus: Int32 { isSetting ? ExitStatus.badSetting : ExitStatus.incomplete }
}
