import CursesTerminal
import Glibc
import Testing

/// A pipe stands for the terminal: it too takes only so much before somebody reads.
@MainActor
struct TerminalOutputTests {
  private let reader: Int32
  private let output: TerminalOutput

  init() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    reader = ends[0]
    output = TerminalOutput(descriptor: ends[1])
  }

  private func readAll() -> [UInt8] {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(reader, &chunk, chunk.count), count > 0 { all += chunk[..<count] }
    return all
  }

  private let tooMuch = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }

  @Test func `what fits is out at once`() {
    output.send([1, 2, 3])
    #expect(output.isReady && readAll() == [1, 2, 3])
  }

  @Test func `what does not fit is kept`() {
    output.send(tooMuch)
    #expect(!output.isReady)
  }

  @Test(.timeLimit(.minutes(5)))
  func `what was kept follows in order as the terminal reads`() async {
    var seen: [UInt8] = []
    await confirmation("drained once") { drained in
      await withCheckedContinuation { done in
        output.onDrained = {
          drained()
          done.resume()
        }
        output.send(tooMuch)
        Task {
          while !output.isReady {
            seen += readAll()
            await Task.yield()
          }
        }
      }
    }
    seen += readAll()
    #expect(seen == tooMuch)
  }

  @Test func `the last bytes do not wait for a terminal that takes nothing`() {
    output.send(tooMuch)
    let isOut = output.sendLast([9], dropping: { _ in }, patience: 20)
    #expect(output.isReady && !isOut)
  }

  @Test func `the last bytes go out when what was before is dropped`() {
    output.send(tooMuch)
    let isOut = output.sendLast([9], dropping: { _ in _ = readAll() })
    #expect(readAll() == [9] && isOut)
  }

  @Test func `a terminal that is gone is told once and keeps nothing`() {
    // No descriptor at all: a closed pipe could be held open by a child that another test starts at this moment.
    let output = TerminalOutput(descriptor: -1)
    var losses = 0
    output.onLost = { losses += 1 }
    output.send([1])
    #expect(losses == 1 && output.isReady)
  }
}
