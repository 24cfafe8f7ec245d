internal import CPlatform
import FoundationEssentials
import Glibc

/// Keeps the process small: it is to sit in a terminal for days.
nonisolated enum ProcessMemory {
  /// Has the allocator give memory back early; call it before the first thread starts.
  static func giveBackEarly() {
    cplatform_give_memory_back_early()
  }

  /// Has the allocator keep memory that pages of rows need one after another, and makes room for them: for a process that reads
  /// rows and ends.
  static func makeRoomForPages() {
    cplatform_keep_memory_for_pages()
    forgetUnusedFiles()
  }

  /// Whether code that has long not been needed is to be forgotten now: once the first answers have been read, once things have
  /// settled, and then every hour.
  ///
  /// - Parameter seconds: since the dashboard was drawn first, counted one by one.
  static func isTimeToForget(atSecond seconds: Int) -> Bool {
    seconds == 5 || seconds == 12 || seconds % 3600 == 0
  }

  /// Unmaps code and constants that only starting up has needed, about 20 MiB of them.
  ///
  /// These pages are clean copies of files: what is needed again comes back from the page cache at the next call, at the cost of a
  /// minor fault. A system without /proc keeps them, which is no fault.
  static func forgetUnusedFiles() {
    let maps: [UInt8]
    do {
      maps = try InputFile.read(PathBytes("/proc/self/smaps"), limit: 16 << 20)
    } catch {
      return
    }
    for range in cleanFileRanges(String(decoding: maps, as: UTF8.self)) {
      // The range was just read from the kernel and holds nothing of ours but what its file holds.
      madvise(
        UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
    }
  }

  /// The mappings of files that nobody writes and no page of which is a copy: pages relocated at the start are, and would be lost.
  ///
  /// - Parameter smaps: as `/proc/self/smaps` gives it.
  static func cleanFileRanges(_ smaps: String) -> [Range<UInt>] {
    var ranges: [Range<UInt>] = []
    var range: Range<UInt>?
    for line in smaps.split(separator: "\n") {
      let fields = line.split(separator: " ", omittingEmptySubsequences: true)
      guard let first = fields.first else { continue }
      if first == "Anonymous:" {
        if let clean = range, fields.dropFirst().first == "0" { ranges.append(clean) }
        range = nil
      } else if !first.hasSuffix(":") {
        range = fileRange(fields)
      }
    }
    return ranges
  }

  /// - Parameter fields: of a mapping's first line: addresses, permissions, offset, device, inode, path.
  private static func fileRange(_ fields: [Substring]) -> Range<UInt>? {
    guard fields.count >= 6, ["r-xp", "r--p"].contains(fields[1]), fields[5].hasPrefix("/")
    else { return nil }
    let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
    guard ends.count == 2, ends[0] < ends[1] else { return nil }
    return ends[0]..<ends[1]
  }
}
