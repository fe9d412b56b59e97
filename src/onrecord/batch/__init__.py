"""Batches: the pipeline over many reports, on this machine or a cluster, into Parquet."""

from onrecord.batch.adding import add_batch
from onrecord.batch.messages import Columns, Receipt
from onrecord.batch.output import Output
from onrecord.batch.running import Asked, Course, run_batch

__all__ = ["Asked", "Columns", "Course", "Output", "Receipt", "add_batch", "run_batch"]
