"""merging"""
from fastapi import APIRouter
router = APIRouter()
