import Glibc

/// How an export asks the system: each call under its step, so that messages can name it and tests can fail it.
nonisolated struct ExportCall {
  /// As the person wrote it.
  let path: String
  let fault: ExportFile.Fault

  /// Asks until no signal interrupts.
  ///
  /// - Throws: `ExportProblem` with errno.
  func callAsFunction<Result: SignedInteger>(
    _ step: ExportStep, _ body: () -> Result
  ) throws(ExportProblem) -> Result {
    if let code = fault(step) { throw problem(.refused(step, code: code)) }
    while true {
      let result = body()
      if result >= 0 { return result }
      // A descriptor is gone after close, whatever close says.
      guard errno == EINTR, step != .close else { throw problem(.refused(step, code: errno)) }
    }
  }

  /// Writes bytes at a place of a file, all of them.
  ///
  /// - Throws: `ExportProblem` under `step`; EIO where the system takes none.
  func write(
    _ bytes: [UInt8], to descriptor: Int32, at place: Int, as step: ExportStep
  ) throws(ExportProblem) {
    var done = 0
    while done < bytes.count {
      let count = try self(step) {
        bytes.withUnsafeBytes {
          pwrite(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, off_t(place + done))
        }
      }
      guard count > 0 else { throw problem(.refused(step, code: EIO)) }
      done += count
    }
  }

  func problem(_ reason: ExportProblem.Reason) -> ExportProblem {
    ExportProblem(path: path, reason: reason)
  }

  /// Waits a moment for the other side of a pipe or a device: for its room, or for it to be there at all.
  ///
  /// - Throws: `ExportProblem` once the task is cancelled.
  func pause(forRoomIn descriptor: Int32? = nil) throws(ExportProblem) {
    guard !Task.isCancelled else { throw problem(.stopped) }
    var wanted = pollfd(fd: descriptor ?? -1, events: Int16(POLLOUT), revents: 0)
    poll(&wanted, 1, 50)
  }
}
