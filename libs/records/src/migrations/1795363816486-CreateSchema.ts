import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSchema1795363816486 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "workspace" ("id" uuid NOT NULL, "name" text NOT NULL, CONSTRAINT "workspace_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "api_key" ("id" uuid NOT NULL, "workspace_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "name" text NOT NULL, "sha256" text NOT NULL, CONSTRAINT "api_key_name_workspace_id_key" UNIQUE ("workspace_id", "name"), CONSTRAINT "api_key_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "api_key_sha256_idx" ON "api_key"  ("sha256") `);
    await queryRunner.query(
      `CREATE TABLE "upload" ("id" uuid NOT NULL, "workspace_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "file_name" text NOT NULL, "bytes" bigint NOT NULL, "content_type" text, "part_bytes" integer NOT NULL, "object_key" text NOT NULL, "storage_upload_id" text NOT NULL, "state" text NOT NULL DEFAULT 'open', "completed_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "upload_object_key_key" UNIQUE ("object_key"), CONSTRAINT "upload_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "upload_created_at_workspace_id_idx" ON "upload"  ("workspace_id", "created_at") `);
    await queryRunner.query(
      `CREATE TABLE "project" ("id" uuid NOT NULL, "workspace_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "title" text NOT NULL, "state" text NOT NULL DEFAULT 'queued', "stage" text NOT NULL DEFAULT 'ingest', "options" jsonb NOT NULL, "source_upload_id" uuid, "source_url" text, "given_transcript" jsonb, "error" jsonb, "last_seq" integer NOT NULL DEFAULT '0', "run_seq" integer NOT NULL DEFAULT '0', "deleted_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "project_id_workspace_id_key" UNIQUE ("workspace_id", "id"), CONSTRAINT "one_source" CHECK (num_nonnulls(source_upload_id, source_url) = 1), CONSTRAINT "project_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "project_source_upload_id_idx" ON "project"  ("source_upload_id") `);
    await queryRunner.query(
      `CREATE TABLE "highlight" ("id" uuid NOT NULL, "workspace_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "project_id" uuid NOT NULL, "start_ms" integer NOT NULL, "end_ms" integer NOT NULL, "score" double precision NOT NULL, "reasons" jsonb NOT NULL, "title" text NOT NULL, "boundaries" jsonb NOT NULL, "state" text NOT NULL DEFAULT 'proposed', CONSTRAINT "highlight_end_ms_project_id_start_ms_key" UNIQUE ("project_id", "start_ms", "end_ms"), CONSTRAINT "highlight_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "reel" ("id" uuid NOT NULL, "workspace_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "project_id" uuid NOT NULL, "highlight_id" uuid NOT NULL, "title" text NOT NULL, "revision" integer NOT NULL DEFAULT '1', "state" text NOT NULL DEFAULT 'queued', "cut" jsonb NOT NULL, "checks" jsonb NOT NULL, "error" jsonb, CONSTRAINT "reel_highlight_id_key" UNIQUE ("highlight_id"), CONSTRAINT "reel_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "reel_project_id_idx" ON "reel"  ("project_id") `);
    await queryRunner.query(
      `CREATE TABLE "artifact" ("id" uuid NOT NULL, "workspace_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "project_id" uuid NOT NULL, "reel_id" uuid, "step_key" text NOT NULL, "kind" text NOT NULL, "object_key" text NOT NULL, "bytes" bigint NOT NULL, "sha256" text NOT NULL, "content_type" text NOT NULL, "made_by" jsonb NOT NULL, CONSTRAINT "artifact_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "artifact_project_id_idx" ON "artifact"  ("project_id") `);
    await queryRunner.query(`CREATE INDEX "artifact_reel_id_idx" ON "artifact"  ("reel_id") `);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "artifact_kind_project_id_step_key_idx" ON "artifact"  ("project_id", "step_key", "kind") WHERE reel_id IS NULL`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "artifact_kind_project_id_reel_id_step_key_idx" ON "artifact"  ("project_id", "step_key", "kind", "reel_id") WHERE reel_id IS NOT NULL`,
    );
    await queryRunner.query(
      `CREATE TABLE "episode" ("id" uuid NOT NULL, "workspace_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "project_id" uuid NOT NULL, "file_name" text NOT NULL, "object_key" text NOT NULL, "bytes" bigint NOT NULL, "sha256" text NOT NULL, "duration_ms" integer NOT NULL, "container" text NOT NULL, "audio_codec" text NOT NULL, "video" jsonb, "has_cover" boolean NOT NULL, "title" text, "show" text, "chapters" jsonb NOT NULL, CONSTRAINT "episode_project_id_key" UNIQUE ("project_id"), CONSTRAINT "episode_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "progress_event" ("project_id" uuid NOT NULL, "seq" integer NOT NULL, "workspace_id" uuid NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "stage" text NOT NULL, "reel_id" uuid, "kind" text NOT NULL, "percent" double precision, "attempt" integer NOT NULL, "message" text NOT NULL, "code" text, "next_step" text, "project_state" text NOT NULL, "reel_state" text, CONSTRAINT "progress_event_pkey" PRIMARY KEY ("project_id", "seq"))`,
    );
    await queryRunner.query(`CREATE INDEX "progress_event_reel_id_idx" ON "progress_event"  ("reel_id") `);
    await queryRunner.query(
      `CREATE INDEX "progress_event_project_id_reel_id_seq_stage_idx" ON "progress_event"  ("project_id", "stage", "reel_id", "seq") `,
    );
    await queryRunner.query(
      `CREATE TABLE "transcript" ("id" uuid NOT NULL, "workspace_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "project_id" uuid NOT NULL, "revision" integer NOT NULL, "step_key" text NOT NULL, "language" text NOT NULL, "sentence_count" integer NOT NULL, "sentences" jsonb NOT NULL, CONSTRAINT "transcript_project_id_step_key_key" UNIQUE ("project_id", "step_key"), CONSTRAINT "transcript_project_id_revision_key" UNIQUE ("project_id", "revision"), CONSTRAINT "transcript_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `ALTER TABLE "api_key" ADD CONSTRAINT "api_key_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "upload" ADD CONSTRAINT "upload_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "project" ADD CONSTRAINT "project_source_upload_id_fkey" FOREIGN KEY ("source_upload_id") REFERENCES "upload"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "project" ADD CONSTRAINT "project_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "highlight" ADD CONSTRAINT "highlight_project_id_workspace_id_fkey" FOREIGN KEY ("project_id", "workspace_id") REFERENCES "project"("id","workspace_id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "reel" ADD CONSTRAINT "reel_highlight_id_fkey" FOREIGN KEY ("highlight_id") REFERENCES "highlight"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "reel" ADD CONSTRAINT "reel_project_id_workspace_id_fkey" FOREIGN KEY ("project_id", "workspace_id") REFERENCES "project"("id","workspace_id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "artifact" ADD CONSTRAINT "artifact_reel_id_fkey" FOREIGN KEY ("reel_id") REFERENCES "reel"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "artifact" ADD CONSTRAINT "artifact_project_id_workspace_id_fkey" FOREIGN KEY ("project_id", "workspace_id") REFERENCES "project"("id","workspace_id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "episode" ADD CONSTRAINT "episode_project_id_workspace_id_fkey" FOREIGN KEY ("project_id", "workspace_id") REFERENCES "project"("id","workspace_id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "progress_event" ADD CONSTRAINT "progress_event_reel_id_fkey" FOREIGN KEY ("reel_id") REFERENCES "reel"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "progress_event" ADD CONSTRAINT "progress_event_project_id_workspace_id_fkey" FOREIGN KEY ("project_id", "workspace_id") REFERENCES "project"("id","workspace_id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "transcript" ADD CONSTRAINT "transcript_project_id_workspace_id_fkey" FOREIGN KEY ("project_id", "workspace_id") REFERENCES "project"("id","workspace_id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "transcript" DROP CONSTRAINT "transcript_project_id_workspace_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "progress_event" DROP CONSTRAINT "progress_event_project_id_workspace_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "progress_event" DROP CONSTRAINT "progress_event_reel_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "episode" DROP CONSTRAINT "episode_project_id_workspace_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "artifact" DROP CONSTRAINT "artifact_project_id_workspace_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "artifact" DROP CONSTRAINT "artifact_reel_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "reel" DROP CONSTRAINT "reel_project_id_workspace_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "reel" DROP CONSTRAINT "reel_highlight_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "highlight" DROP CONSTRAINT "highlight_project_id_workspace_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "project" DROP CONSTRAINT "project_workspace_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "project" DROP CONSTRAINT "project_source_upload_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "upload" DROP CONSTRAINT "upload_workspace_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "api_key" DROP CONSTRAINT "api_key_workspace_id_fkey"`);
    await queryRunner.query(`DROP TABLE "transcript"`);
    await queryRunner.query(`DROP INDEX "public"."progress_event_project_id_reel_id_seq_stage_idx"`);
    await queryRunner.query(`DROP INDEX "public"."progress_event_reel_id_idx"`);
    await queryRunner.query(`DROP TABLE "progress_event"`);
    await queryRunner.query(`DROP TABLE "episode"`);
    await queryRunner.query(`DROP INDEX "public"."artifact_kind_project_id_reel_id_step_key_idx"`);
    await queryRunner.query(`DROP INDEX "public"."artifact_kind_project_id_step_key_idx"`);
    await queryRunner.query(`DROP INDEX "public"."artifact_reel_id_idx"`);
    await queryRunner.query(`DROP INDEX "public"."artifact_project_id_idx"`);
    await queryRunner.query(`DROP TABLE "artifact"`);
    await queryRunner.query(`DROP INDEX "public"."reel_project_id_idx"`);
    await queryRunner.query(`DROP TABLE "reel"`);
    await queryRunner.query(`DROP TABLE "highlight"`);
    await queryRunner.query(`DROP INDEX "public"."project_source_upload_id_idx"`);
    await queryRunner.query(`DROP TABLE "project"`);
    await queryRunner.query(`DROP INDEX "public"."upload_created_at_workspace_id_idx"`);
    await queryRunner.query(`DROP TABLE "upload"`);
    await queryRunner.query(`DROP INDEX "public"."api_key_sha256_idx"`);
    await queryRunner.query(`DROP TABLE "api_key"`);
    await queryRunner.query(`DROP TABLE "workspace"`);
  }
}
