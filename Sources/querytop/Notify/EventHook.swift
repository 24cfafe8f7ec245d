internal import CPlatform
import Glibc
import QueryCore
internal import Subprocess
internal import SystemPackage

/// A program of the person's own, started for each event with the event on its standard input.
///
/// It is started without a shell, in a process group of its own, one at a time, and may take ten seconds; then the whole group is
/// told to end, and killed. It gets none of querytop's credentials: of the environment only what `HookEnvironment` lets through.
/// What it writes goes nowhere.
final class EventHook {
  nonisolated static let timeout = Duration.seconds(10)
  /// How long a group that was told to end may take before it is killed.
  nonisolated static let grace = Duration.milliseconds(200)
  /// Events that wait while one is handled.
  nonisolated static let longestQueue = 100

  private let words: [String]
  private let environment: [String: String]
  private let timeout: Duration
  private let clock: any Clock<Duration>
  /// Told, once a run, that it does not work, and each time that events were left out.
  private let complain: (String) -> Void
  private let (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
  private var waiting: [String] = []
  private var dropped = 0
  private var hasFailed = false

  /// - Parameter words: the program, found on PATH, and its arguments; not empty.
  init(
    _ words: [String], environment: [String: String], timeout: Duration = EventHook.timeout,
    clock: any Clock<Duration> = ContinuousClock(), complain: @escaping (String) -> Void
  ) {
    self.words = words
    self.environment = HookEnvironment.cleaned(environment)
    self.timeout = timeout
    self.clock = clock
    self.complain = complain
  }

  /// Has the program started for an event, given as a line of JSON.
  func add(_ line: String) {
    guard waiting.count < Self.longestQueue else {
      dropped += 1
      return
    }
    waiting.append(line)
    wake.yield()
  }

  /// Takes no more events; `run` returns when those that wait are handled.
  func finish() { wake.finish() }

  /// Handles events until there are no more, or the task is cancelled; what it started has ended then.
  ///
  /// To be called once.
  func run() async {
    for await _ in wakes { await handleWaiting() }
    if !Task.isCancelled { await handleWaiting() }
  }

  private func handleWaiting() async {
    while !Task.isCancelled, !waiting.isEmpty {
      let line = waiting.removeFirst()
      if let problem = await problem(with: line), !hasFailed, !Task.isCancelled {
        hasFailed = true
        complain("the hook \(words[0]) \(problem); more such faults are not told")
      }
      if waiting.isEmpty, dropped > 0 {
        let count = CountText.of(dropped, "event was", "events were")
        dropped = 0
        complain("\(count) not given to the hook \(words[0]): its queue of 100 was full")
      }
    }
  }

  /// Runs the program for one event.
  ///
  /// - Returns: what went wrong; nil where it ended well.
  private func problem(with line: String) async -> String? {
    do {
      guard let status = try await status(of: line) else {
        return "took longer than \(timeout.components.seconds) s and was ended"
      }
      return status == 0 ? nil : "failed with exit status \(status)"
    } catch let error as SubprocessError {
      return "cannot be run (\(ProgramName(words[0]).reason(error)))"
    } catch let error as Errno {
      return "cannot be given its event (\(error))"
    } catch {
      // Only the end of the run throws anything else.
      return nil
    }
  }

  /// The exit status; nil where the time was over first.
  private func status(of line: String) async throws -> Int32? {
    try await withThrowingTaskGroup(of: Int32?.self) { group in
      group.addTask { [words, environment] in
        try await Self.run(words, environment, line)
      }
      group.addTask { [timeout, clock] in
        try await clock.sleep(for: timeout)
        return nil
      }
      let first = try await group.next() ?? nil
      group.cancelAll()
      // Waited for: nothing of it is left running.
      do { while try await group.next() != nil {} } catch {}
      return first
    }
  }

  @concurrent private static func run(
    _ words: [String], _ environment: [String: String], _ line: String
  ) async throws -> Int32 {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: grace),
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero),
    ]
    let event = try EventFile(line + "\n")
    let variables = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
    let result = try await Subprocess.run(
      ProgramName(words[0]).executable,
      arguments: Arguments(Array(words.dropFirst())),
      environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
      platformOptions: options,
      input: .fileDescriptor(event.descriptor, closeAfterSpawningProcess: true),
      output: .discarded,
      error: .discarded)
    return switch result.terminationStatus {
    case .exited(let status): status
    case .signaled(let signal): ExitStatus.signal(signal)
    }
  }
}

/// An event as a file in memory: whoever is given it may read it or not, and nobody waits or is told off for it.
private nonisolated struct EventFile {
  let descriptor: FileDescriptor

  /// - Throws: `Errno`.
  init(_ text: String) throws {
    let number = cplatform_memory_file()
    guard number >= 0 else { throw Errno(rawValue: errno) }
    guard Descriptor.write(text, to: number), lseek(number, 0, SEEK_SET) == 0 else {
      let code = errno
      close(number)
      throw Errno(rawValue: code)
    }
    descriptor = FileDescriptor(rawValue: number)
  }
}
