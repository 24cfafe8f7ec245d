import Glibc

/// A pipe that a child writes lines into.
struct OutputPipe {
  /// The child's end.
  let input: Int32
  private let output: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw BenchError(failing: "pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    output = ends[0]
    input = ends[1]
  }

  /// Reads until so many lines are there; fewer when the time is over.
  func lines(_ count: Int, within time: Duration) throws -> [String] {
    let clock = ContinuousClock()
    let deadline = clock.now + time
    var text: [UInt8] = []
    while clock.now < deadline, text.count(where: { $0 == UInt8(ascii: "\n") }) < count {
      try Interruption.check()
      var poll = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, 50) > 0 else { continue }
      var piece = [UInt8](repeating: 0, count: 4096)
      let read = Glibc.read(output, &piece, piece.count)
      guard read > 0 else { break }
      text += piece[..<read]
    }
    return text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  func close() {
    Glibc.close(input)
    Glibc.close(output)
  }
}
