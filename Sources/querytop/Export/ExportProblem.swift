import Glibc

/// Why an export's file could not be written.
nonisolated struct ExportProblem: Error, Hashable, CustomStringConvertible {
  /// What stands in the way.
  enum Reason: Hashable {
    /// The file is there, and `--force` was not given.
    case exists
    /// The path is a symbolic link, a folder, or no name at all.
    case unfit(String)
    /// The name of the partial file or its note, whose name this is, is taken by something that no export left.
    case taken(String)
    /// Another export writes to it now.
    case busy
    /// The partial file is not the one that was written any more.
    case replaced
    /// The person stopped it while the other side of a pipe was waited for.
    case stopped
    /// The system refused a call, with its errno.
    case refused(ExportStep, code: Int32)
  }

  /// As the person wrote it.
  let path: String
  let reason: Reason

  /// Whether the reader of a pipe has gone, which is no fault.
  var isReaderGone: Bool {
    if case .refused(_, code: EPIPE) = reason { true } else { false }
  }

  var description: String {
    switch reason {
    case .exists: "\(path) is there already: choose another name, or add --force to replace it"
    case .unfit(let what): "\(path) cannot be exported to: \(what)"
    case .busy: "another export is writing to \(path) now: wait for it, or choose another name"
    case .taken(let name):
      "\(path) cannot be exported to: \(name) is there already, and no export of yours left it: "
        + "move it away, or choose another name"
    case .replaced:
      "\(path): somebody moved or replaced \(path).partial while it was written: export again"
    case .stopped: "saving \(path) was stopped"
    case .refused(_, code: ENOSPC): "\(path): the disk is full"
    case .refused(_, code: EDQUOT): "\(path): the quota of disk space is used up"
    case .refused(_, code: EFBIG): "\(path): the limit of a file's size is reached"
    case .refused(let step, let code):
      "\(path): \(String(cString: strerror(code))) (while trying to \(step.words))"
    }
  }
}

extension ExportStep {
  nonisolated fileprivate var words: String {
    switch self {
    case .openFolder: "open its folder"
    case .inspect: "look at it"
    case .create: "create its .partial file"
    case .lock: "lock its .partial file"
    case .note: "write its note"
    case .spool: "keep rows beside it until their turn"
    case .write: "write"
    case .sync, .close: "bring it to the disk"
    case .setMode: "set its mode"
    case .rename: "give it its name"
    case .syncFolder: "bring its name to the disk"
    }
  }
}

/// A call to the system on an export's way to its file, for messages and for tests that fail each.
nonisolated enum ExportStep: String, CaseIterable {
  case openFolder, inspect, create, lock, note, spool, write, sync, setMode, close, rename,
    syncFolder
}
