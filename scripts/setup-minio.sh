#!/bin/sh
# Creates the bucket in the MinIO of docker-compose.yml, with its one-day lifecycle for unfinished uploads, and proves it.
# The defaults are MinIO's own development keys; every S3_* variable of the environment takes precedence.
set -eu
cd "$(dirname "$0")/.."
export S3_ENDPOINT="${S3_ENDPOINT:-http://localhost:9000}"
export S3_ACCESS_KEY_ID="${S3_ACCESS_KEY_ID:-minioadmin}"
export S3_SECRET_ACCESS_KEY="${S3_SECRET_ACCESS_KEY:-minioadmin}"
export S3_BUCKET_NAME="${S3_BUCKET_NAME:-practice-hub-proposals}"
export S3_REGION="${S3_REGION:-us-east-1}"
exec npm run --silent storage:check -- --create
