// MARK: - Published, of warehouses and of batches of model calls

extension LabelledFailures {
  /// BigQuery, Trino, Snowflake, Databricks.
  static let warehouses: [Group] = [
    Group(
      "table missing", "notFound",
      [
        "Not found: Table my-project:sales.orders_20261114 was not found in location EU",
        "Not found: Table my-project:sales.orders_20261115 was not found in location EU",
        "Not found: Table my-project:sales.orders_20261116 was not found in location EU",
        "Not found: Table my-project:sales.orders_20261203 was not found in location EU",
      ]),
    Group(
      "table rate limit", "rateLimitExceeded",
      [
        "Exceeded rate limits: too many table update operations for this table. For more information, see https://cloud.google.com/bigquery/docs/troubleshoot-quotas",
        "Exceeded rate limits: too many table update operations for this table. For more information, see https://cloud.google.com/bigquery/docs/troubleshoot-quotas",
        "Exceeded rate limits: too many table update operations for this table. For more information, see https://cloud.google.com/bigquery/docs/troubleshoot-quotas",
      ]),
    Group(
      "CPU too dear", "billingTierLimitExceeded",
      [
        "Query exceeded resource limits. This query used 74811 CPU seconds but would charge only 30M Analysis bytes.",
        "Query exceeded resource limits. This query used 9120 CPU seconds but would charge only 2M Analysis bytes.",
        "Query exceeded resource limits. This query used 15007 CPU seconds but would charge only 117M Analysis bytes.",
      ]),
    Group(
      "node memory", "EXCEEDED_LOCAL_MEMORY_LIMIT",
      [
        "Query exceeded per-node memory limit of 25.80GB [Allocated: 25.79GB, Delta: 14.39MB, Top Consumers: {ScanFilterAndProjectOperator=25.78GB, HashAggregationOperator=7.92MB, PagePartitioner=4.08MB}]",
        "Query exceeded per-node memory limit of 25.80GB [Allocated: 25.80GB, Delta: 64kB, Top Consumers: {ScanFilterAndProjectOperator=23.50GB, HashAggregationOperator=477.14MB, PagePartitioner=12.33MB}]",
        "Query exceeded per-node memory limit of 25.80GB [Allocated: 25.71GB, Delta: 497.44kB, Top Consumers: {ScanFilterAndProjectOperator=21.02GB, HashAggregationOperator=26.40MB, PagePartitioner=2.90MB}]",
      ]),
    Group(
      "execution time", "EXCEEDED_TIME_LIMIT",
      [
        "Query 20261126_021243_00035_3g5dg exceeded the maximum execution time limit of 30.00m",
        "Query 20261126_021301_00112_3g5dg exceeded the maximum execution time limit of 30.00m",
        "Query 20261127_120059_00007_uiini exceeded the maximum execution time limit of 30.00m",
      ]),
    Group(
      "node gone", "PAGE_TRANSPORT_TIMEOUT",
      [
        "Encountered too many errors talking to a worker node. The node may have crashed or be under too much load. (http://10.0.12.7:8080/v1/task/20261126_021243_00035_3g5dg.1.0/results/5/12 - 31 failures, failure duration 302.10s, total failed request time 310.44s)",
        "Encountered too many errors talking to a worker node. The node may have crashed or be under too much load. (http://10.0.12.31:8080/v1/task/20261126_021301_00112_3g5dg.2.7/results/1/2 - 9 failures, failure duration 300.02s, total failed request time 301.70s)",
        "Encountered too many errors talking to a worker node. The node may have crashed or be under too much load. (http://10.0.14.2:8080/v1/task/20261127_120059_00007_uiini.1.3/results/0/77 - 118 failures, failure duration 411.55s, total failed request time 420.01s)",
      ]),
    Group(
      "object unknown", "002003",
      [
        "SQL compilation error: Object 'MY_DB.PUBLIC.USERS' does not exist or not authorized.",
        "SQL compilation error: Object 'MY_DB.PUBLIC.ORDERS_2026' does not exist or not authorized.",
        "SQL compilation error: Object 'STAGE.X' does not exist or not authorized.",
      ]),
    Group(
      "identifier unknown", "000904",
      [
        "SQL compilation error: error line 2 at position 2\ninvalid identifier 'CONTEXT_SOURCES_JOB_RUN_ID'",
        "SQL compilation error: error line 14 at position 37\ninvalid identifier 'AMOUNT'",
        "SQL compilation error: error line 1 at position 110\ninvalid identifier 'T.ID'",
      ]),
    Group(
      "statement timeout", "000630",
      [
        "Statement reached its statement or warehouse timeout of 120 second(s) and was canceled.",
        "Statement reached its statement or warehouse timeout of 120 second(s) and was canceled.",
        "Statement reached its statement or warehouse timeout of 120 second(s) and was canceled.",
      ]),
    Group(
      "view missing", "TABLE_OR_VIEW_NOT_FOUND",
      [
        "[TABLE_OR_VIEW_NOT_FOUND] The table or view `main`.`sales`.`orders` cannot be found. Verify the spelling and correctness of the schema and catalog. SQLSTATE: 42P01; line 1 pos 14",
        "[TABLE_OR_VIEW_NOT_FOUND] The table or view `main`.`web`.`events_v2` cannot be found. Verify the spelling and correctness of the schema and catalog. SQLSTATE: 42P01; line 22 pos 5",
        "[TABLE_OR_VIEW_NOT_FOUND] The table or view `does_not_exist` cannot be found. Verify the spelling and correctness of the schema and catalog. SQLSTATE: 42P01; line 3 pos 120",
      ]),
    Group(
      "cast", "CAST_INVALID_INPUT",
      [
        "[CAST_INVALID_INPUT] The value 'n/a' of the type \"STRING\" cannot be cast to \"INT\" because it is malformed. SQLSTATE: 22018",
        "[CAST_INVALID_INPUT] The value '12,5' of the type \"STRING\" cannot be cast to \"INT\" because it is malformed. SQLSTATE: 22018",
        "[CAST_INVALID_INPUT] The value '' of the type \"STRING\" cannot be cast to \"INT\" because it is malformed. SQLSTATE: 22018",
      ]),
  ]

  /// Batches of requests to language models.
  static let modelAPIs: [Group] = [
    Group(
      "tokens a minute", "rate_limit_exceeded",
      [
        "Rate limit reached for gpt-4o in organization org-pWX3d5auFNjsEBqgeA5Rp0bd on tokens per min (TPM): Limit 30000, Used 14567, Requested 24754. Please try again in 18.642s. Visit https://platform.openai.com/account/rate-limits to learn more.",
        "Rate limit reached for gpt-4o in organization org-pWX3d5auFNjsEBqgeA5Rp0bd on tokens per min (TPM): Limit 30000, Used 28039, Requested 3906. Please try again in 3.89s. Visit https://platform.openai.com/account/rate-limits to learn more.",
        "Rate limit reached for gpt-4o in organization org-pWX3d5auFNjsEBqgeA5Rp0bd on tokens per min (TPM): Limit 30000, Used 18928, Requested 11159. Please try again in 174ms. Visit https://platform.openai.com/account/rate-limits to learn more.",
        "Rate limit reached for gpt-4o in organization org-pWX3d5auFNjsEBqgeA5Rp0bd on tokens per min (TPM): Limit 30000, Used 30000, Requested 512. Please try again in 1.024s. Visit https://platform.openai.com/account/rate-limits to learn more.",
        "Rate limit reached for gpt-4o in organization org-pWX3d5auFNjsEBqgeA5Rp0bd on tokens per min (TPM): Limit 30000, Used 29999, Requested 77. Please try again in 1m12.5s. Visit https://platform.openai.com/account/rate-limits to learn more.",
      ]),
    Group(
      "requests a minute", "rate_limit_exceeded",
      [
        "Rate limit reached for gpt-4o in organization org-pWX3d5auFNjsEBqgeA5Rp0bd on requests per min (RPM): Limit 500, Used 500, Requested 1. Please try again in 120ms. Visit https://platform.openai.com/account/rate-limits to learn more.",
        "Rate limit reached for gpt-4o in organization org-pWX3d5auFNjsEBqgeA5Rp0bd on requests per min (RPM): Limit 500, Used 499, Requested 4. Please try again in 2.4s. Visit https://platform.openai.com/account/rate-limits to learn more.",
        "Rate limit reached for gpt-4o in organization org-pWX3d5auFNjsEBqgeA5Rp0bd on requests per min (RPM): Limit 500, Used 497, Requested 9. Please try again in 0.7s. Visit https://platform.openai.com/account/rate-limits to learn more.",
      ]),
    Group(
      "context too long", "context_length_exceeded",
      [
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 131072 tokens. Please reduce the length of the messages.",
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 204113 tokens. Please reduce the length of the messages.",
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 128,001 tokens. Please reduce the length of the messages.",
      ]),
    Group(
      "organization limit", "rate_limit_error",
      [
        "This request would exceed the rate limit for your organization (a22cf6e6-a940-4fff-8c4c-1580816ac7be) of 1,000,000 input tokens per minute. For details, refer to: https://docs.anthropic.com/en/api/rate-limits.",
        "This request would exceed the rate limit for your organization (0d5bb0a1-77ce-4a8e-9d0e-55ab2f14c001) of 1,000,000 input tokens per minute. For details, refer to: https://docs.anthropic.com/en/api/rate-limits.",
        "This request would exceed the rate limit for your organization (ffffffff-a940-4fff-8c4c-000000000000) of 1,000,000 input tokens per minute. For details, refer to: https://docs.anthropic.com/en/api/rate-limits.",
      ]),
  ]
}
