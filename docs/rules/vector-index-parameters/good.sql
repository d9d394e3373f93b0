CREATE INDEX CONCURRENTLY document_embedding_idx ON document USING hnsw (embedding vector_cosine_ops) WITH (m = 16, ef_construction = 64);
