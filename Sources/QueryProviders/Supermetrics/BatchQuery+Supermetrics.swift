import FoundationEssentials
import QueryCore
import QueryHTTP

extension BatchQuery {
  /// Reads one element of a batch page's `data`.
  ///
  /// - Parameter index: the row's place in the batch, which names it `#17` where it brings no id.
  /// - Throws: `JSONError` when it is not a well-formed object.
  init(reading reader: inout JSONReader, index: Int) throws {
    var id: String?
    var word: String?
    var row = BatchQuery(id: "", state: .waiting)
    try reader.readObject { reader, key in
      switch key {
      case "schedule_id": id = try reader.readText(atMost: 256)
      case "status_code": word = try StatusText.read(&reader, after: word)
      case "query_start_time": row.startedAt = try reader.readInstant()
      case "query_end_time": row.endedAt = try reader.readInstant()
      case "split_info": try row.readSplit(&reader)
      case "error_info": row.failure = try reader.readFailure()
      case "result_info", "results_info": try row.readResult(&reader)
      default: break
      }
    }
    let name = id.flatMap { $0.isEmpty ? nil : $0 } ?? "#\(index + 1)"
    self.init(
      id: name, state: SupermetricsStatus.queryState(word), startedAt: row.startedAt,
      endedAt: row.endedAt, accounts: row.accounts, startDate: row.startDate, endDate: row.endDate,
      failure: row.failure, resultRows: row.resultRows)
  }

  private mutating func readSplit(_ reader: inout JSONReader) throws {
    try reader.readObjectIfPresent { reader, key in
      switch key {
      case "ds_accounts": accounts = try reader.readTexts()
      case "start_date": startDate = try reader.readText(atMost: 32)
      case "end_date": endDate = try reader.readText(atMost: 32)
      default: break
      }
    }
  }

  private mutating func readResult(_ reader: inout JSONReader) throws {
    try reader.readObjectIfPresent { reader, key in
      if "total_rows" ~= key { resultRows = try reader.readCount() }
    }
  }
}
