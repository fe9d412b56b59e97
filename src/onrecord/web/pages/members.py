"""members"""
from fastapi import APIRouter
router = APIRouter()
