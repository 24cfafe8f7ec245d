import FoundationEssentials

/// A batch page as one would write it for Foundation's decoder: the fields that querytop reads.
///
/// `Moment` is what a time is read as: `Date` or, with less work, `String`.
struct FoundationPage<Moment: Decodable>: Decodable {
  let meta: Meta
  let data: [Row]

  struct Meta: Decodable {
    let requestID: String?
    let status: String?
    let progress: Progress?
    let paginate: Paginate?

    enum CodingKeys: String, CodingKey {
      case requestID = "request_id"
      case status = "status_code"
      case progress, paginate
    }
  }

  struct Progress: Decodable {
    let queued: Int?
    let running: Int?
    let success: Int?
    let failure: Int?
  }

  struct Paginate: Decodable {
    let total: Int?
  }

  struct Row: Decodable {
    let id: String
    let status: String?
    let startedAt: Moment?
    let endedAt: Moment?
    let split: Split?
    let failure: Failure?
    let result: Result?

    enum CodingKeys: String, CodingKey {
      case id = "schedule_id"
      case status = "status_code"
      case startedAt = "query_start_time"
      case endedAt = "query_end_time"
      case split = "split_info"
      case failure = "error_info"
      case result = "result_info"
    }
  }

  struct Split: Decodable {
    let accounts: [String]?
    let startDate: String?
    let endDate: String?

    enum CodingKeys: String, CodingKey {
      case accounts = "ds_accounts"
      case startDate = "start_date"
      case endDate = "end_date"
    }
  }

  struct Failure: Decodable {
    let code: String?
    let message: String?
    let description: String?
    let status: Int?
    let requestID: String?

    enum CodingKeys: String, CodingKey {
      case code, message, description, status
      case requestID = "request_id"
    }
  }

  struct Result: Decodable {
    let rows: Int?

    enum CodingKeys: String, CodingKey {
      case rows = "total_rows"
    }
  }
}
