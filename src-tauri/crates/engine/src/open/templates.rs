//! The commands on the texts that emails begin with.

use uuid::Uuid;
use workestra_core::Grant;
use workestra_store::EmailTemplate;

use super::Open;
use super::placeholders::{Filling, Places};
use crate::api::{
    CommandError, ErrorCode, Nothing, Template, TemplateFill, TemplateFilled, TemplateName, TemplateSave, Templates,
};

impl Open {
    /// All templates.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn template_list(&self, _: &Grant, _: Nothing) -> Result<Templates, CommandError> {
        let templates = self.store.templates().await?;
        Ok(Templates {
            templates: templates.into_iter().map(shown).collect(),
        })
    }

    /// Keeps a template.
    ///
    /// # Errors
    /// When a placeholder stands for nothing that may be in an email, or the name is taken.
    pub async fn template_save(&self, grant: &Grant, save: TemplateSave) -> Result<Templates, CommandError> {
        let schema = self.schema();
        let places = Places::of(&schema, save.kind);
        for text in [&save.subject, &save.body] {
            places
                .check(text)
                .map_err(|problem| CommandError::new(ErrorCode::InvalidArguments, problem))?;
        }
        let template = EmailTemplate {
            id: save.id.unwrap_or_else(Uuid::now_v7),
            name: save.name,
            kind: save.kind,
            subject: save.subject,
            body: save.body,
        };
        self.store.save_template(grant, &template).await?;
        self.template_list(grant, Nothing {}).await
    }

    /// Forgets a template.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn template_remove(&self, grant: &Grant, name: TemplateName) -> Result<Templates, CommandError> {
        self.store.remove_template(grant, name.id).await?;
        self.template_list(grant, Nothing {}).await
    }

    /// Fills a template in with what an entity says.
    ///
    /// # Errors
    /// When there is no such template or entity, or the template is of another kind.
    pub async fn template_fill(&self, _: &Grant, fill: TemplateFill) -> Result<TemplateFilled, CommandError> {
        let template = self.store.template(fill.id).await?;
        let template = template.ok_or_else(|| CommandError::not_found("that template is not there any more"))?;
        let entity = self.entity_named(&fill.entity).await?;
        if let Some(kind) = template.kind.filter(|kind| *kind != entity.kind) {
            let message = format!("“{}” is for {kind}s, and {} is none", template.name, entity.reference);
            return Err(CommandError::new(ErrorCode::InvalidArguments, message));
        }
        let schema = self.schema();
        let places = Places::of(&schema, Some(entity.kind));
        let referred = self.store.entities(&places.referred(&entity)).await?;
        let (members, me) = (self.members(), self.me().name);
        let mut filling = Filling {
            schema: &schema,
            members: &members,
            me: &me,
            entity: &entity,
            referred: referred.into_iter().map(|stored| stored.entity).collect(),
            missing: Vec::new(),
        };
        let subject = filling.fill(&template.subject).replace(['\r', '\n'], " ");
        let body = filling.fill(&template.body);
        Ok(TemplateFilled {
            subject,
            body,
            missing: filling.missing,
        })
    }
}

fn shown(template: EmailTemplate) -> Template {
    Template {
        id: template.id,
        name: template.name,
        kind: template.kind,
        subject: template.subject,
        body: template.body,
    }
}
