"""The readings of Supermetrics' SDK, through the proxy."""
import json
import time
from urllib.parse import parse_qs, urlsplit

import supermetrics.exceptions as errors
from checks import ROWS, as_objects, check, check_error, check_rows
from supermetrics import SupermetricsClient
from supermetrics._generated.supermetrics_api_client.models.data_query_settings import DataQuerySettings


def read(address, key, ids, program):
    client, (batch, long) = SupermetricsClient(key, base_url=address, timeout=60), ids
    read_states(client, batch, program)
    read_rows(client, long, program)
    read_results_url(client, batch)
    read_errors(client, SupermetricsClient("another", base_url=address), long)


def page(client, id, first=0, last=0, **more):
    """The status of a query with the rows from `first` to `last`."""
    return client.queries.execute("X", [], [], "", "", schedule_id=id, offset_start=first, offset_end=last, **more)


def read_states(client, batch, program):
    states = {"QUEUED": "waiting", "RUNNING": "running", "SUCCESS": "succeeded", "FAILURE": "failed"}
    answers, number, end = {}, 0, time.monotonic() + 60
    while set(answers) != set(states) and time.monotonic() < end:
        number = number % 60 + 1
        answer = page(client, f"{batch}_query_{number}")
        answers.setdefault(answer.meta.status_code, answer)
    check("supermetrics: queries are QUEUED, RUNNING, SUCCESS, FAILURE", set(answers) == set(states), list(answers))
    if set(answers) == set(states):
        more = answers["RUNNING"].meta.additional_properties
        check("supermetrics: progress and workflow of a query that runs", {"progress", "workflow"} <= set(more), more)
        failure = answers["FAILURE"].additional_properties.get("error", {})
        check("supermetrics: why a query failed", {"code", "message", "description"} <= set(failure), failure)
    for word, state in [("SCHEDULED", "waiting"), ("STOPPED", "stopped")]:
        answers[word], states[word] = client.queries.get_results(f"always_{word.lower()}"), state
        check(f"supermetrics: a query that is {word}", answers[word].meta.status_code == word, answers[word].meta)
    # What may have moved on since is not compared.
    for word in ["SUCCESS", "FAILURE", "SCHEDULED", "STOPPED"]:
        if word in answers:
            told = program.state(f"supermetrics:query/{answers[word].meta.schedule_id}")
            check(f"supermetrics: {word} is {states[word]} in querytop status", told == states[word], told)


def read_rows(client, long, program):
    def pages(answer, **more):
        """An answer and those that follow it, by the links between them."""
        answers = [answer]
        while isinstance(link := answers[-1].meta.paginate.next_, str) and len(answers) < 10:
            asked = json.loads(parse_qs(urlsplit(link).query)["json"][0])
            answers.append(page(client, long, asked["offset_start"], asked["offset_end"], **more))
        return answers

    answers = pages(client.queries.get_results(long))
    names, meta = answers[0].data[0], answers[0].meta
    check("supermetrics: three pages by their links", len(answers) == 3, len(answers))
    check("supermetrics: the header on each", all(answer.data[0] == names for answer in answers))
    check("supermetrics: a link back", isinstance(answers[-1].meta.paginate.prev, str), answers[-1].meta.paginate)
    check("supermetrics: the rows announced", meta.result.total_rows == ROWS, meta.result)
    fields = [field.field_name for field in meta.query.fields] if meta.query else []
    check("supermetrics: the fields, in the order of the columns", fields == names, fields)
    rows = [row for answer in answers for row in answer.data[1:]]
    check_rows("supermetrics", as_objects(names, rows), program, f"supermetrics:query/{long}")

    settings = DataQuerySettings.from_dict({"no_headers": True})
    bare = pages(page(client, long, 0, 9_998, settings=settings), settings=settings)
    bare = [row for answer in bare for row in answer.data]
    check("supermetrics: the same rows without a header row", bare == rows, len(bare))


def read_results_url(client, batch):
    """The address that a batch gives for the rows of a child, asked by the SDK's own HTTP client: it has no call for batches."""
    http = client._client.get_httpx_client()
    children = http.get(f"/enterprise/v2/query/batch/{batch}/status?limit=1000").json()["data"]
    done = next((child for child in children if "result_info" in child), None)
    if done is None:
        check("supermetrics: a child with rows in the batch", False, children[:1])
        return
    answer = http.get(done["result_info"]["results_url"] + "&offset=3&limit=5")
    rows = answer.json()["data"] if answer.status_code == 200 else answer.status_code
    check("supermetrics: the results_url of a batch's child", rows == page(client, done["schedule_id"], 3, 7).data, rows)


def read_errors(client, other, long):
    for status, kind, code, call in [
        (400, errors.SupermetricsValidationError, "BAD_REQUEST", lambda: page(client, "no such id")),
        (401, errors.SupermetricsAuthError, "API_KEY_INVALID", lambda: page(other, long)),
        # Its body has a bare word in the place of the error.
        (404, errors.SupermetricsNotFoundError, None, lambda: page(client, "missing")),
    ]:
        check_error(f"supermetrics: {status}", kind, call, status_code=status, error_code=code)
    for status, kind, code, wait in [
        (403, errors.SupermetricsForbiddenError, "FORBIDDEN", None),
        (422, errors.SupermetricsValidationError, "UNPROCESSABLE_ENTITY", None),
        (429, errors.SupermetricsRateLimitError, "TOO_MANY_REQUESTS", 30),
        (500, errors.SupermetricsServerError, "INTERNAL_SERVER_ERROR", None),
        (501, errors.SupermetricsServerError, "NOT_IMPLEMENTED", None),
        (503, errors.SupermetricsServerError, "SERVICE_UNAVAILABLE", None),
    ]:
        check_error(
            f"supermetrics: {status}", kind, lambda: client.queries.get_results(f"always_{status}"), status_code=status,
            error_code=code, retry_after=wait)
