import Glibc
import QueryHTTP

/// The one folder of all that is remembered between runs, `$XDG_STATE_HOME/querytop`: a file for each
/// `StateDocument`.
///
/// Remembering is a comfort and never a reason to fail: whatever is wrong with the folder or with a
/// file in it, it is as if nothing were remembered, and `problem()` says why to who asks. Any number of
/// processes may use it at once.
nonisolated struct StateFolder: Sendable {
  /// The most bytes of a file, written or read.
  static let longest = 1 << 20

  let path: String
  private let redactor: Redactor
  private let patience: Int

  /// - Parameters:
  ///   - redactor: knows the keys that must not be written.
  ///   - patience: how many times the lock is tried for, with 5 ms between.
  init(path: String, redactor: Redactor = Secrets.redactor, patience: Int = 100) {
    self.path = path
    self.redactor = redactor
    self.patience = patience
  }

  /// The folder the environment points to, there or not; nil where there is no home to have it in,
  /// and with `QUERYTOP_STATE=off`.
  init?(_ environment: [String: String]) {
    guard environment["QUERYTOP_STATE"] != "off",
      let home = BaseFolder.state.path(environment)
    else { return nil }
    self.init(path: home + "/querytop")
  }

  /// What a file holds; nothing where it cannot be had or made sense of.
  func read<Document: StateDocument>(_: Document.Type) -> Document {
    do {
      let folder = try open()
      defer { close(folder) }
      return try read(in: folder)
    } catch {
      return Document()
    }
  }

  /// Changes what a file holds: reads it anew, changes it and puts it in the place of the old one in
  /// one step, while no other process does the same.
  ///
  /// Nothing waits for the disk: after a power cut the file may be gone or broken, which is as if
  /// nothing had been remembered. It does wait for other processes, for half a second at the most.
  ///
  /// - Returns: whether the file holds it now.
  @discardableResult
  func update<Document: StateDocument>(
    _: Document.Type, _ change: (inout Document) -> Void
  ) -> Bool {
    do {
      let folder = try openOrMake()
      defer { close(folder) }
      let lock = try lock(in: folder)
      // Closing alone would leave the lock with a child process that has not come to its exec.
      defer {
        flock(lock, LOCK_UN)
        close(lock)
      }
      let old: Document = try read(in: folder)
      var new = old
      change(&new)
      if new != old { try write(new.text, as: Document.name + ".json", in: folder) }
      return true
    } catch {
      return false
    }
  }

  /// Why nothing can be remembered, in words for a person; nil where it can, or where the folder has
  /// yet to be made.
  func problem() -> String? {
    do {
      let folder = try open()
      defer { close(folder) }
      guard faccessat(folder, ".", W_OK, 0) != 0 else { return nil }
      return "cannot be written to: \(String(cString: strerror(errno)))"
    } catch {
      return error == .unreadable(ENOENT) ? nil : error.reason(path, for: .state)
    }
  }

  // MARK: The folder

  /// Opens the folder, if it is nobody else's.
  ///
  /// A link is not followed: who may make one in the folder above could lead the program anywhere.
  private func open() throws(FileProblem) -> Int32 {
    let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { throw .unreadable(errno) }
    do throws(FileProblem) {
      var status = stat()
      guard fstat(folder, &status) == 0 else { throw .unreadable(errno) }
      _ = try FileRule(
        use: .state, owner: status.st_uid, mode: status.st_mode, user: geteuid(),
        isReadOnly: false
      ).standing()
      return folder
    } catch {
      close(folder)
      throw error
    }
  }

  private func openOrMake() throws(FileProblem) -> Int32 {
    let folder: Int32
    do throws(FileProblem) {
      folder = try open()
    } catch .unreadable(ENOENT) {
      try Self.make(path)
      folder = try open()
    }
    // What others may read of it is taken away; the owner's own bits are the owner's wish.
    var status = stat()
    guard fstat(folder, &status) == 0, fchmod(folder, status.st_mode & 0o700) == 0 else {
      let code = errno
      close(folder)
      throw .unreadable(code)
    }
    return folder
  }

  /// Makes a folder and those above it that are missing, for their owner alone, as the XDG Base
  /// Directory Specification wants it.
  private static func make(_ path: String) throws(FileProblem) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let parent = String(path[..<slash])
    if access(parent, F_OK) != 0 { try make(parent) }
    // With sudo, HOME may be a person's: what root makes there they could never use again.
    var status = stat()
    guard stat(parent, &status) == 0 else { throw .unreadable(errno) }
    guard geteuid() != 0 || status.st_uid == 0 else { throw .foreign(owner: status.st_uid) }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .unreadable(errno) }
  }

  /// - Throws: `EWOULDBLOCK` when another process has held it for too long.
  private func lock(in folder: Int32) throws(FileProblem) -> Int32 {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = openat(folder, "lock", flags, 0o600)
    guard file >= 0 else { throw .unreadable(errno) }
    for attempt in 0..<patience {
      if attempt > 0 { usleep(5000) }
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return file }
      guard errno == EWOULDBLOCK || errno == EINTR else { break }
    }
    let code = errno
    close(file)
    throw .unreadable(code)
  }

  // MARK: A file

  /// Missing, a link, somebody else's or broken: nothing, and the next to write puts a good one there.
  ///
  /// - Throws: what says nothing of the file, such as too many open ones: then it must not be replaced.
  private func read<Document: StateDocument>(in folder: Int32) throws(FileProblem) -> Document {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try PrivateFile.read(
        Document.name + ".json", for: .state, in: folder, limit: Self.longest)
    } catch {
      if case .unreadable(let code) = error, ![ENOENT, ELOOP, EACCES, ENXIO].contains(code) {
        throw error
      }
      return Document()
    }
    do {
      return try Document.parse(bytes) ?? Document()
    } catch {
      return Document()
    }
  }

  private func write(_ text: String, as name: String, in folder: Int32) throws(FileProblem) {
    // Whatever it is that a document holds: a key is no part of it.
    guard redactor.clean(text) == text else { throw .unreadable(EPERM) }
    guard text.utf8.count <= Self.longest else { throw .tooLong(Self.longest) }
    // A limit on the size of files is the error of a write, not the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    let draft = name + ".new"
    unlinkat(folder, draft, 0)
    let file = openat(
      folder, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .unreadable(errno) }
    let isWritten = fchmod(file, 0o600) == 0 && Descriptor.write(text, to: file)
    let isClosed = close(file) == 0
    guard isWritten, isClosed, renameat(folder, draft, folder, name) == 0 else {
      let code = errno
      unlinkat(folder, draft, 0)
      throw .unreadable(code)
    }
  }
}
