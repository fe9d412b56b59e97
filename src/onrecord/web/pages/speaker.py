"""speaker"""
from fastapi import APIRouter
router = APIRouter()
