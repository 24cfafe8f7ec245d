import Dispatch
import Glibc

/// Writes frames whole, and never waits: what the terminal does not take at once is kept until it does.
package final class TerminalOutput {
  /// Not blocking; an open file of our own, since the shell shares the standard descriptors and their modes.
  package let descriptor: Int32
  /// Called when bytes that had to be kept are out.
  package var onDrained: () -> Void = {}
  /// Called when the terminal is gone.
  package var onLost: () -> Void = {}
  private var kept: ArraySlice<UInt8> = []
  private var source: (any DispatchSourceWrite)?

  package init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Opens the terminal on standard output a second time.
  ///
  /// - Throws: ``TerminalError/refused(_:)`` when the system allows neither its own name nor `/dev/tty`.
  static func openTerminal() throws(TerminalError) -> TerminalOutput {
    let flags = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    var descriptor: Int32 = -1
    if let name = ttyname(STDOUT_FILENO) { descriptor = open(name, flags) }
    if descriptor < 0 { descriptor = open("/dev/tty", flags) }
    guard descriptor >= 0 else { throw .refused(errno) }
    return TerminalOutput(descriptor: descriptor)
  }

  /// Whether everything given so far is out.
  package var isReady: Bool { kept.isEmpty }

  /// Writes in one call if the terminal takes it; asks to be called only while ``isReady``, but loses nothing otherwise.
  package func send(_ bytes: [UInt8]) {
    if kept.isEmpty { kept = bytes[...] } else { kept += bytes }
    flush()
    if !kept.isEmpty { waitForRoom() }
  }

  /// Forgets what is kept and what the terminal has not read, then writes `bytes`, waiting at most `patience` ms.
  ///
  /// - Returns: Whether the terminal has taken them.
  @discardableResult
  package func sendLast(
    _ bytes: [UInt8], dropping drop: (Int32) -> Void, patience: Int32 = 100
  ) -> Bool {
    source?.cancel()
    source = nil
    drop(descriptor)
    kept = bytes[...]
    var waited: Int32 = 0
    flush()
    while !kept.isEmpty, waited < patience {
      var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&wanted, 1, 10)
      waited += 10
      flush()
    }
    defer { kept = [] }
    return kept.isEmpty
  }

  private func flush() {
    while !kept.isEmpty {
      // The pointer lives for this one call, which copies from it.
      let count = kept.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        kept = kept.dropFirst(count)
      } else if count < 0, errno == EINTR {
        continue
      } else {
        if count < 0, errno != EAGAIN { lose() }
        return
      }
    }
  }

  private func lose() {
    kept = []
    onLost()
  }

  private func waitForRoom() {
    guard source == nil else { return }
    let source = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: .main)
    source.setEventHandler { [weak self] in
      MainActor.assumeIsolated { self?.roomMade() }
    }
    self.source = source
    source.activate()
  }

  private func roomMade() {
    flush()
    guard kept.isEmpty else { return }
    source?.cancel()
    source = nil
    onDrained()
  }
}
