"""REST under /api/v1: the ledger for programs, one module a kind of thing."""
from fastapi import APIRouter
router = APIRouter()
